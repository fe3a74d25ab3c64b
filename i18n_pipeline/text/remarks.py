"""What models and services say: a table of patterns, each with what in the source makes it a translation."""

from __future__ import annotations

_START = r"\A[\W_]{0,20}"
_LINE = r"(?:\A|\n|[.!?。！？)]\s{1,9}|[(\[（【])[*_#>\s]{0,9}"
_HERE_IS = r"(?:here|below|following)(?:[’']s| is| are| you (?:go|are))?,?\s?(?:is |are )?"
_CANNOT = r"(?:can(?:no|[’']?)t|can not|could(?:n[’']t| not)|(?:am |[’']m )?(?:unable|not able)|won[’']t|will not|must decline)"
_TRANSLATE = "翻译|翻譯|译|譯|translat"
_ENGLISH = "英文|英语|中文|汉语|版本"
_SORRY = "抱歉|对不起|對不起|不好意思|遗憾|遺憾|歉"
_NOT = "不|无|没|未|别|难|非|勿"
_ANSWERS_YES = r"\A\W*(?:当然|没问题|没错|是的|好的|好[，。！,!]|可以[，。！,!]|是[，。]|对[，。]|行[，。！]|明白|了解[，。！了]|收到|必然|肯定)"
_LABEL = r"\A.{0,12}(?:[:：—-]|是|为)"
_NOTES = "注|说明|备注|提示|提醒|附|解释|释义|评论|原因|理由|背景|上下文|语境|警告|须知|贴士|字面|免责|替代|备选|其他|其它|note|tip"

#: What is said, unless the source says as much: pairs of patterns, in any case of letters.
REMARKS = (
    # Sure, here is … Okay, the user wants …
    (
        _START + r"(?:sure(?: thing)?|certainly|of course|absolutely|okay|ok|alright|got it|understood|great|yes|no problem)"
        r"\s?(?:[,!.:—–-]+\s{0,9}(?:here\b|i[’']?(?:ll|d)?\b|let[’']?s?\b|(?:the |my )?(?:\w+ )?translat|the user|below\b|this\b|so\b|we\b)|!)",
        _ANSWERS_YES,
    ),
    (_START + r"(?:sure|certainly|of course|absolutely)\s?[.:]", _ANSWERS_YES),
    (_START + r"(?:great|good|excellent) question\b", "问题|提问"),
    (_START + r"(?:i[’']d|i would) (?:be )?(?:happy|glad|love) to\b", "乐意|愿意|高兴|想|喜"),
    (_START + r"(?:[\w’']{1,20},? ){0,5}(?:need|have|going|want|try|trying|let[’']s|let me|asked me) (?:to )?translate\b", _TRANSLATE),
    (_START + r"the user (?:wants|asks|is asking|asked|provided|has)\b", "用户"),
    (_START + r"(?:thank you|thanks)\b(?! to)", "谢"),
    (_START + r"(?:hello|hi|hey)\b\s?[!,.]", "你好|您好|嗨|哈喽|大家好|hello|hi"),
    # Here’s the translation: … The translation is … This means …
    (
        _START + _HERE_IS + r"(?:the |your |my |an? |some )?(?:[\w-]{1,20} ){0,4}?"
        r"(?:translat\w+|rendering|(?:english|chinese) (?:version|text|equivalent))\b",
        f"{_TRANSLATE}|{_ENGLISH}",
    ),
    (_START + r"here you (?:go|are)\s?[:!,.]", "这|给|请"),
    (_START + r"here(?:[’']s| is| are)[^.\n]{0,60}:\s{0,9}\n", "以下|如下|下面|下列|这|[:：]"),
    (
        _START + r"(?:the |my |your |an? )?(?:[\w-]{1,20} ){0,2}?translat(?:ion|ed(?: \w{1,20})?)"
        r"(?: (?:of|for|into|to|in)\b[^:\n]{0,60})?[*\"]{0,2}\s?(?:[:：]|\bis\b|\bwould be\b|\breads\b)",
        _TRANSLATE,
    ),
    (
        _START + r"(?:this|that|it|the (?:\w{1,20} )?(?:text|sentence|phrase)|[\"'“‘][^\"'”’\n]{1,80}[\"'”’]) "
        r"(?:(?:can|could|would|may) be translated|translates|is translated)\b",
        _TRANSLATE,
    ),
    (r"\btranslated (?:by|with|using) (?:ai|an? |google|deepl|chatgpt|machine)", _TRANSLATE),
    (r"\b(?:this|the|my|above) (?:\w{1,20} )?translation (?:keeps|is|was|preserves|captures|maintains|conveys|aims|uses|reflects)\b", _TRANSLATE),
    (_START + r"(?:translation[\])】]|translation (?:follows|below)\b|translation \([^()\n]{1,30}\)\s?[:：]|en(?:-us)?\s?[:：])", _TRANSLATE),
    (_START + r"(?:(?:this|that|it) is (?:a|an|the|my) (?:\w{1,20} )?translation|as (?:a|your) translator)\b", _TRANSLATE),
    (rf"{_START}(?:sorry,? )?(?:i )?(?:{_CANNOT}|not possible)(?: to)? translate\b", _TRANSLATE),
    (r"\blorem ipsum\b", "lorem"),
    # Answer: … Assistant: …
    (
        _START + r"(?:english|chinese|output|(?:final )?answer|result|response|reply|text|source|target|original|input|assistant|"
        r"user|system|ai|bot|model|translator|error|in english)(?: text| translation| version)?[*\"]{0,2}\s?[:：]",
        _LABEL,
    ),
    # As an AI … I’m sorry, but I can’t …
    (r"\bas an? (?:[\w-]{1,20} ){0,2}?(?:language model|llm|chatbot)\b", "语言模型|大模型|机器人|LLM"),
    (
        r"\b(?:as|i am|i[’']m)(?: only| just)? an? (?:[\w-]{1,20} )?(?:ai|a\.i\.|artificial intelligence|virtual assistant)\b",
        r"(?<![a-z])AI(?![a-z])|人工智能|语言模型|智能|助手|机器人",
    ),
    (
        _START + r"(?:i(?:[’']?m| am)? (?:\w{1,20} )?(?:sorry|afraid|apologi[sz]e)|sorry\b|(?:my |our )?apologies|apologi[sz]e|"
        r"(?:unfortunately|regrettably),? i\b)",
        f"{_SORRY}|可惜|不幸|恐怕",
    ),
    (_START + rf"i(?:[’']?m| am)? (?:\w{{1,20}} )?(?:{_CANNOT}|do(?:n[’']t| not) (?:have|see|understand|know))", f"我(?!们)|{_NOT}"),
    (
        rf"\b(?:i|we)(?:[’']m| am)? (?:\w{{1,20}} )?(?:{_CANNOT}|do(?:n[’']t| not))(?: to)? (?:\w{{1,20}} )?(?:(?:assist|help) (?:you )?(?:with )?(?:this|that|the|your)|"
        r"(?:translate|fulfil|fulfill|comply with|process|complete|answer|understand) (?:this|that|the|your))\b",
        f"帮|协助|{_TRANSLATE}|满足|处理|完成|回答|遵|懂|理解|明白|了解",
    ),
    # Please provide the text. It looks like you …
    (
        r"\bplease (?:provide|share|send|paste|give|specify|let me know)\b[^.\n]{0,40}"
        r"\b(?:text|sentence|phrase|content|passage|source|more context|what you)\b",
        "请|提供|输入|发送|给出|粘贴|指定|填写",
    ),
    (
        _START + r"(?:it (?:looks|seems|appears)\b[^.\n]{0,40}\b(?:provided?|included?|sent|send|share|shared|paste|pasted|text|message)"
        r"|you(?:[’']ve| have)? (?:provided|sent|asked)|no (?:text|content|input) (?:was|is|has been) (?:provided|given))\b",
        "提供|发送|粘贴|分享|包含|包括|文本|文字|消息|要求",
    ),
    (
        r"\b(?:let me know if|feel free to (?:ask|let|reach|contact)|i hope (?:this|that|it) helps|hope (?:this|that) helps|"
        r"is there anything else|(?:happy|glad) to (?:help|assist)|how (?:can|may) i (?:help|assist)|would you like me to)\b",
        "告诉|告知|联系|随时|希望|帮|助|欢迎|乐意|询问|咨询|提问|反馈|尽管|通知|愿意|高兴",
    ),
    (r"\blet me know\W{0,9}\Z", "告诉|告知|联系|通知"),
    # Note: …, behind it
    (
        _LINE + r"(?:translat(?:or|ion)(?:[’']s)? )?(?:notes?|n\.b\.|nb|explanation|comment|commentary|rationale|reasoning|"
        r"breakdown|disclaimer|alternatives|alternative(?: translations?)?|literal(?:ly)?(?: translation)?|context|p\.s\.)"
        r"(?: that)?[*\"]{0,2}\s?[:：]",
        _NOTES,
    ),
    (r"<\|[^|<>]{1,40}\|>|\[/?INST\]|<</?SYS>>|(?:\A|\n)(?:###\s?(?:response|instruction|human|assistant|translation)|</?s>)", r"<\||INST|SYS|###"),
    # what services say
    (r"mymemory warning|query length limit|no query specified|invalid (?:source|target) language|please select two distinct", "mymemory|language"),
    (
        _START + r"(?:\d{3}\s|error\W{1,3}){0,2}(?:rate limit|quota exceeded|too many requests|internal server error|"
        r"service unavailable|bad gateway|gateway time-?out|unauthorized|forbidden|invalid api key)[^\n]{0,80}\Z",
        "限|配额|请求|错误|服务|网关|授权|权限|禁止|密钥|超时|error",
    ),
    # in other languages, and in Chinese
    (
        _START + r".{0,20}?(?:voici|voilà|hier (?:ist|sind)|aquí (?:está|tienes|tiene)|aqui está|ecco|вот|これは|以下[はが]|다음은|여기).{0,30}?"
        r"(?:traduc|traduz|tradu[çc]|übersetzung|перевод|翻訳|訳|번역)",
        _TRANSLATE,
    ),
    (_START + r"(?:traducción|tradução|traduction|traduzione|übersetzung|перевод|翻訳|訳文|번역)\s?[:：]", _TRANSLATE),
    (
        _START + r"(?:lo siento|desculpe|je suis désolée?|désolée?|es tut mir leid|entschuldigung|mi dispiace|извините|申し訳|すみません|죄송)",
        _SORRY,
    ),
    (r"\b(?:como (?:una?|um) (?:ia|modelo de)|en tant qu.(?:ia|modèle)|als (?:ki|sprachmodell)|как (?:ии|языковая модель))\b", "AI|人工智能|模型|智能"),
    (
        _START + r"(?:(?:好的?|当然(?:可以)?|當然(?:可以)?|没问题|沒問題|可以|明白了?|是的|收到)[，,。.!！:：\s]{1,3})?"
        r"(?:以下|下面|[这這][里裡裏]?)(?:就?是|[为為]).{0,20}?(?:翻译|翻譯|译文|譯文|英文|英语|英語|版本)",
        f"{_TRANSLATE}|{_ENGLISH}",
    ),
    (_START + r"(?:好的|当然可以|當然可以|没问题|沒問題)[，,。.!！:：]", _ANSWERS_YES),
    (_START + r"(?:翻译|翻譯|译文|譯文|英文|中文|原文|答案|输出|輸出|[结結]果)(?:如下|[结結]果|版本)?\s?[:：]", _LABEL),
    (r"作[为為](?:一[个個名款])?\s?(?:AI|人工智[能慧]|(?:大型?)?[语語]言模型|智能助手)", "作为"),
    (_START + r"(?:我?(?:很|非常|十分)?(?:抱歉|遗憾|遺憾)|对不起|對不起|不好意思)", _SORRY),
    (_START + r"我(?:无法|無法|不能|没有办法|沒有辦法)", "我|不|无"),
    (_LINE + r"(?:译者)?(?:[注註说說]|注释|[说說]明|[备備][注註]|解[释釋])\s?[:：]", _NOTES),
)  # fmt: skip
