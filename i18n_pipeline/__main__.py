"""``python -m i18n_pipeline`` and the ``i18n-pipeline`` command."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    from i18n_pipeline.cli import cli

    cli(prog_name="i18n-pipeline")


if __name__ == "__main__":
    main()
