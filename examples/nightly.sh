#!/bin/sh
# Brings a checkout up to date, syncs it and pushes the commit:  nightly.sh FOLDER [OPTIONS OF SYNC]
# The exit code is that of sync, so findings (1) are pushed and told; git's own failures end it with git's.
set -eu
trap : TERM INT  # sync ends by itself on either, with its work saved; what it committed is pushed

cd "$1"
shift

git pull --quiet --rebase || {
  git rebase --abort 2>/dev/null || :  # a conflict is for a person; leave the checkout as it was
  echo "the checkout could not be brought up to date; nothing was done" >&2
  exit 1
}

code=0
i18n-pipeline sync --commit "$@" || code=$?

# Somebody may have pushed meanwhile: once more on top of that.
git push --quiet || { git pull --quiet --rebase && git push --quiet; }
exit "$code"
