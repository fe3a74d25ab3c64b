"""The words that carry a Chinese sentence, with English that reads well in a running text.

A dictionary lists every sense of 对 or 就; here is the one that fits technical prose. The tables are
text: entries ``Chinese=English`` between blanks, a blank inside English written ``_``, no English at
all ``_``. After a colon stands the other form of the word: what an action is called as a thing, what
an adverb or auxiliary is called in front of one.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from types import MappingProxyType

from i18n_pipeline.engines.glossing.piece import Kind, Piece
from i18n_pipeline.engines.glossing.reports import REPORTS
from i18n_pipeline.engines.glossing.trades import TRADES
from i18n_pipeline.engines.glossing.vocabulary import VOCABULARY

_TABLES = {
    Kind.VERB: """
        使=make 使得=make 令=make 开始进行=begin 缩短到=shorten_to 提升到=increase_to 降低到=drop_to
        减少到=drop_to 增加到=increase_to 下降到=drop_to 扩展到=extend_to 导致了=led_to 出现故障=fail
        下单=place_orders 送达=deliver 各不相同=differ 不尽相同=differ 考虑到=consider 推送到=push_to
    """,
    Kind.NOUN: """
        大量时间=a_lot_of_time 大量的时间=a_lot_of_time 订单量=order_volume 平时=the_usual 半年=half_a_year
        全国各地=the_country 上线时间=launch_time 发布时间=release_time 小团队=small_team
        部署方式=deployment_method 开发效率=development_efficiency
    """,
    Kind.ADJECTIVE: """
        原来的=original 原先的=original 以前的=previous 之前的=previous 随机=random
    """,
    Kind.PRONOUN: """
        我=I 我们=we 咱们=we 你=you 你们=you 您=you 他=he 他们=they 她=she 它=it 它们=they 大家=everyone
        自身=its_own 这=this 这些=these 那些=those 其=its 该=the 此=this 这个=this 那个=that
        这种=this_kind_of 这样=this 这里=here 那里=there 本=this 本身=itself 各自=their_own 这边=here
        这一=this 什么=what 谁=who 彼此=each_other 这套=this 这类=such 这项=this 这块=this_part 此类=such
        该项=this 任何=any 其中=among_them 某=a_certain 某个=a_certain 某些=some 哪些=which 哪个=which
        自己=their_own 另=another 另一=another 另一个=another 另外一个=another 两者=both 别人=others
        用户们=users
    """,
    Kind.PREPOSITION: """
        通过=through 基于=based_on 由=by 对=for 对于=for 向=to 从=from 为=for 为了=in_order_to 与=with
        跟=with 于=in 根据=according_to 按照=according_to 按=by 针对=for 关于=about 至=to 到=to 自=since
        自从=since 除了=in_addition_to 随着=with 围绕=around 依托=relying_on 凭借=with 面向=for
        结合=combined_with 同=with 被=by 受=by 沿着=along 截至=as_of 截止=as_of 截止到=as_of 直到=until
        像=like 如=such_as 无论=no_matter 不管=regardless_of 相比=compared_with 相比于=compared_with
        相对于=compared_with 通过了=passed 来自=from 位于=located_in 用于=for 适用于=suitable_for
        关系到=related_to 涉及=involving 涉及到=involving 来自于=from 有别于=unlike 不同于=different_from
        介于=between 出于=out_of 本着=based_on 以=with 比=than 作为=as 截止目前=so_far 有了=with 加上=plus
        除=except 出自=from 用以=to 不论=no_matter 鉴于=given 遵循=following 秉承=adhering_to 在于=lies_in
        取决于=depends_on 得益于=thanks_to 如同=like 类似于=similar_to 成立于=founded_in 创立于=founded_in
        创办于=founded_in 经=after 经过=after 历经=after 本次=this 围绕着=around
    """,
    Kind.AT: """
        在=in 处于=in
    """,
    Kind.AFTER: """
        中=in 里=in 里面=in 内=within 上=on 下=under 之中=in 之上=on 之下=under 之内=within 之间=between
        间=between 以内=within 后=after 之后=after 以后=after 前=before 之前=before 以前=before 时=when
        时候=when 的时候=when 期间=during 过程中=in_the_process_of 情况下=in_the_case_of 方面=in_terms_of
        以来=since 外=outside 之外=outside 以外=outside 之时=when 当中=in 之际=when 起=since
        基础上=on_the_basis_of 的基础上=on_the_basis_of 的过程中=in_the_process_of 的情况下=in_the_case_of
        旁=beside 过后=after
    """,
    Kind.MODAL: """
        可以=can 可=can 能=can 能够=can 可能=may 应该=should 应=should 必须=must 会=will 将会=will
        想要=want_to 愿意=be_willing_to 无法=cannot 不能=cannot 不能够=cannot 不会=will_not 未=not
        未能=failed_to 不得不=have_to 不再=no_longer 不用=do_not_need_to 不必=need_not 难以=difficult_to
        很难=it_is_difficult_to 便于=easy_to 易于=easy_to 致力于=is_committed_to 以便=so_as_to
        以便于=so_as_to 旨在=aims_to 有助于=helps_to 足以=enough_to 不可=cannot 不可以=cannot 只能=can_only
        并不=do_not:not 并不能=cannot 不想=do_not_want_to 得以=can 不=do_not:not 需要=need_to:need
        需=need_to:need 想=want_to:want 希望=hope_to:hope 将=will 不需要=do_not_need_to:do_not_need
        开始=begin_to:begin 来=to 去=to 用来=to 选择了=chose_to:chose 亟需=urgently_need_to:urgently_need
        急需=urgently_need_to:urgently_need 必需=must:necessary 敢=dare_to 试图=try_to 力求=strive_to
        努力=strive_to:effort 即可=can_simply:only 就可以=can 就能=can 还可以=can_also 也可以=can_also
        才能=can 都会=will 也会=will_also 都能=can 都可以=can 一定要=must 不会再=will_no_longer 才可以=can
        必将=will 有望=is_expected_to 能否=whether_it_can 也能=can_also 已经无法=can_no_longer
        已无法=can_no_longer 必须能够=must_be_able_to 必须能=must_be_able_to 需要能够=need_to_be_able_to
        应该能够=should_be_able_to 就会=will 还将=will_also 也将=will_also 不再需要=no_longer_need_to
    """,
    Kind.CONJUNCTION: """
        为此=to_this_end 从此=since_then 基于此=based_on_this 和=and 及=and 以及=and 或=or 或者=or 并=and
        并且=and 而=and 而且=and 且=and 但=but 但是=but 然而=however 不过=but 因此=therefore 所以=so
        因而=therefore 从而=thereby 于是=so 如果=if 若=if 假如=if 虽然=although 尽管=although 即使=even_if
        只要=as_long_as 只有=only 一旦=once 当=when 那么=then 那=then 则=then 否则=otherwise 即=that_is
        也就是=that_is 也就是说=that_is 换言之=in_other_words 不仅=not_only 不仅仅=not_only 不但=not_only
        无论是=whether 是否=whether 为什么=why 为何=why 如何=how_to 怎么=how 怎样=how 首先=first 其次=second
        然后=then 接着=then 最后=finally 此外=in_addition 另外=in_addition 除此之外=in_addition
        与此同时=at_the_same_time 其实=in_fact 总之=in_short 综上所述=in_summary 由此=thus 进而=and_then
        一方面=on_the_one_hand 另一方面=on_the_other_hand 例如=for_example 比如=such_as
        之所以=the_reason_why 至于=as_for 因为=because 由于=due_to 同时=at_the_same_time 不只=not_only
        假设=suppose 只不过=only 何时=when 而是=but_rather 而不是=rather_than 就是=that_is 即便=even_if
        哪怕=even_if 并非=not 要么=either 以致=so_that 为的是=in_order_to 以此=thereby 借此=thereby
        除非=unless 直至=until 每当=whenever 比如说=for_example 譬如=such_as 就算=even_if 及其=and_its
        什么样=what_kind_of 乃至=and_even 以至于=so_that 不光=not_only 与否=or_not 如果说=if
        不仅如此=moreover 其中包括=including 包括但不限于=including_but_not_limited_to 这样一来=in_this_way
        正因为=precisely_because 正因为如此=for_this_reason 也正因为如此=for_this_reason
        换句话说=in_other_words
    """,
    Kind.ADVERB: """
        非常=very 很=very 更=more 更加=more 最=most 太=too 十分=very 极其=extremely 极=extremely
        比较=relatively 较为=relatively 都=_ 也=also 就=_ 又=also 再=again 还=also 只=only 仅=only 仅仅=only
        才=only 正在=currently:current 均=all 全=all 基本=basically 基本上=basically 几乎=almost 一直=always
        始终=always 经常=often 常常=often 往往=often 有时=sometimes 曾=once 曾经=once 刚=just
        立即=immediately 立刻=immediately 马上=immediately 很快=quickly 迅速=rapidly 及时=promptly:timely
        现在=now 如今=now 将来=in_the_future 过去=in_the_past 以往=in_the_past 此前=previously
        此时=at_this_time 当时=at_that_time 后来=later 随后=then 早期=early 近年来=in_recent_years
        近年=in_recent_years 大大=greatly 极大=greatly 极大地=greatly 大幅=significantly
        大幅度=significantly 尤其=especially 特别=especially 尤其是=especially 特别是=especially
        通常=usually 轻松=easily 随时=at_any_time 越来越=increasingly 日益=increasingly 真正=truly
        正式=officially 成功=successfully 顺利=smoothly 分别=respectively 一起=together 共=a_total_of
        至少=at_least 大约=about 约=about 大概=about 近=nearly 左右=or_so 等方面=and_other_aspects
        至今=to_date 不断地=continuously 首次=for_the_first_time 再次=again 依然=still 仍然=still 仍=still
        甚至=even 确实=indeed 当然=of_course 总共=in_total 相对=relatively 相当=quite 原来=originally
        原本=originally 本来=originally 可能会=may 快速=quickly:rapid 全面=fully:comprehensive
        完全=completely:complete 实时=in_real_time:real-time 目前=currently:current 当前=currently:current
        未来=in_the_future:future 自动=automatically:automatic 手动=manually:manual 人工=manually:manual
        手工=manually:manual 直接=directly:direct 具体=specifically:specific 充分=fully:full
        有效=effectively:effective 主要=mainly:main 统一=uniformly:unified 高效=efficiently:efficient
        灵活=flexibly:flexible 稳定=stably:stable 安全=securely:secure 智能=intelligently:intelligent
        独立=independently:independent 严格=strictly:strict 平滑=smoothly:smooth 频繁=frequently:frequent
        显著=significantly:significant 明显=significantly:obvious 持续=continuously:continuous
        不断=continuously:continuous 逐步=gradually:gradual 逐渐=gradually:gradual 共同=jointly:common
        深入=deeply:in-depth 深度=deeply:deep 紧密=closely:close 单独=separately:separate
        进一步=further:further 等=and_so_on:and_other 等等=and_so_on:and_other 还能=can_also
        已=has_already:existing 已经=has_already 尽快=as_soon_as_possible 尽量=as_much_as_possible
        尽可能=as_much_as_possible 一般来说=generally 临时=temporarily:temporary 一度=once 时刻=always
        每天=every_day:daily 每年=every_year 最终=finally:final 终于=finally 率先=first 仅仅只=only
        大致=roughly 大约是=about 本地=locally:local 远程=remotely:remote 稳步=steadily:steady
        迅猛=rapidly:rapid 高度=highly 初步=initially:preliminary 广泛=widely:wide 深刻=deeply:profound
        积极=actively:active 同样=also:same 无缝=seamlessly:seamless 动态=dynamically:dynamic
        不仅仅是=not_only 越来越多=more_and_more 特地=specially 正=_ 一并=together 后期=later:later
        前期=early:early 接下来=next:next 长期=for_a_long_time:long-term 多年=for_years:years_of 以上=above
        以下=below:the_following 上述=above:the_above 如下=as_follows 常=often 多次=many_times
        集中=centrally:centralized 批量=in_batches:batch 日渐=increasingly 重新=again 较=relatively
        着重=mainly 提前=in_advance 立马=immediately 先=first 从来=always 只是=only 随之=then 慢慢=gradually
        日趋=increasingly 专门=specially:dedicated 一样=in_the_same_way:the_same 正好=just
        默认=by_default:default 更是=even_more 对外=externally:external 后续=later:follow-up
        下面=below:the_following 上面=above:the_above 前面=before:previous 后面=later:later 有点=a_bit
        为主=mainly 静态=statically:static 横向=horizontally:horizontal 平稳=smoothly:smooth 如此=so 这么=so
        自助=by_oneself:self-service 第一时间=immediately 优先=first:preferred 一开始=at_first 很好地=well
        更好地=better 过于=too 反而=instead 更多地=more 通常情况下=usually 随时随地=anytime,_anywhere
        慢慢地=gradually 自然=naturally:natural 不容易=not_easily:not_easy 并不容易=not_easily:not_easy
        容易=easily:easy 很容易=easily:very_easy 很大程度上=to_a_large_extent 一定程度上=to_a_certain_extent
        在一定程度上=to_a_certain_extent 在很大程度上=to_a_large_extent 总体上=on_the_whole
        整体上=on_the_whole 总体来说=overall 刚开始=at_first 起初=at_first 最早=at_first 陆续=successively
        依次=in_turn 到底=after_all 相互=each_other 逐一=one_by_one 尚未=not_yet 从未=never 每秒=per_second
        每分钟=per_minute 每小时=per_hour 每月=every_month 每周=every_week
    """,
    Kind.COUNT: """
        多个=multiple 多种=various 各种=various 各类=various 各=each 各个=each 每=each 每个=each 一些=some
        几个=several 很多=many 许多=many 大量=a_large_number_of 众多=many 不少=many 诸多=many 若干=several
        数十=dozens_of 数百=hundreds_of 数千=thousands_of 数万=tens_of_thousands_of
        数十万=hundreds_of_thousands_of 数百万=millions_of 数千万=tens_of_millions_of
        数亿=hundreds_of_millions_of 上百=hundreds_of 上千=thousands_of 上万=tens_of_thousands_of
        成千上万=thousands_of 几十=dozens_of 几百=hundreds_of 几千=thousands_of 所有=all 多=multiple
        全部=all 部分=some 不同=different 大部分=most 大多数=most 多数=most 少量=a_small_amount_of 更多=more
        数=several 几=several 双=dual 单=single 一批=a_batch_of 多项=multiple 多款=multiple 多家=multiple
        多套=multiple 多台=multiple 多条=multiple 两个=two 两种=two 半=half 上亿=hundreds_of_millions_of
        兆=M 数千家=thousands_of 数百家=hundreds_of 数十家=dozens_of 数万家=tens_of_thousands_of
        千余=more_than_1,000 百余=more_than_100 其他=other 其它=other 一系列=a_series_of 两=two 三=three
        四=four 五=five 六=six 七=seven 八=eight 九=nine 十=ten 十余=more_than_10 全体=all
        整套=a_complete_set_of 上百万=millions_of 更多的=more 这几=these 近百=nearly_100 近千=nearly_1,000
        前两=the_first_two 十几=a_dozen 十多=more_than_10 多方=multiple 各大=major 各项=various
        各地=various_regions 各种各样=various 各式各样=various 所有的=all 不到=less_than 有些=some
        非常多=many 大批=a_large_number_of 一部分=part_of 有的=some 三大=three_major 两大=two_major
        十几个=a_dozen 几十个=dozens_of 上百个=hundreds_of 几百个=hundreds_of
        数十万条=hundreds_of_thousands_of 数百万条=millions_of 数千万条=tens_of_millions_of
        数万条=tens_of_thousands_of 数百个=hundreds_of 数十个=dozens_of 数千个=thousands_of
        上千个=thousands_of 几分钟=a_few_minutes 几个月=a_few_months 几小时=a_few_hours 几个小时=a_few_hours
        几秒=a_few_seconds 几秒钟=a_few_seconds 几天=a_few_days 几年=a_few_years 数小时=several_hours
        数分钟=several_minutes
    """,
    Kind.DE: """
        的=_ 之=_
    """,
    Kind.LE: """
        了=_ 过=_
    """,
    Kind.DROP: """
        着=_ 得=_ 吗=_ 呢=_ 吧=_ 啊=_ 把=_ 一下=_ 们=_ 所=_ 个=_ 起来=_ 出来=_ 下来=_ 而言=_ 来说=_ 来讲=_
        的话=_ 嘛=_ 呀=_ 啦=_ 哦=_ 么=_ 来看=_ 地=_ 来进行=_ 种=_ 名=_ 次=_ 一直到=until 一边=_
        之一=one_of_the 化=_ 性=_ 型=_ 们的=_ 家=_ 台=_ 款=_ 的是=_ 这一块=this_part 方面的=_
    """,
}


def _pairs(table: str) -> list[tuple[str, str]]:
    entries = (entry.partition("=") for entry in table.split())
    return [(han, english.replace("_", " ").strip()) for han, _, english in entries]


def _table() -> dict[str, Piece]:
    words: dict[str, Piece] = {}
    tables = chain(
        TRADES.items(), VOCABULARY.items(), REPORTS.items(), _TABLES.items()
    )  # the later, the surer
    for kind, table in tables:
        for han, english in _pairs(table):
            first, _, second = english.partition(":")
            words[han] = Piece(first, kind, other=second, source=han)
    return words


def _kinds(words: Iterable[Piece]) -> dict[str, Kind]:
    return {word.text: word.kind for word in words if word.text}


WORDS = MappingProxyType(_table())
"""Every word of the tables, by its Chinese."""

KINDS = MappingProxyType(_kinds(WORDS.values()))
"""The part an English word of the tables plays: a help with glossary terms."""
