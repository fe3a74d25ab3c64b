"""Everyday content words of technical prose, for which a dictionary's first sense reads odd.

The form of the tables is that of ``words``.
"""

from __future__ import annotations

from i18n_pipeline.engines.glossing.piece import Kind

VOCABULARY = {
    Kind.NOUN: """
        挑战=challenge 经验=experience 负载=load 零售=retail 设计方案=design 收入=revenue 要求=requirement
        密钥=key 指标=metric 变量=variable 性能指标=performance_metric 电子商务=e-commerce 云端=cloud
        移动端=mobile_client 分支=branch 历史原因=historical_reasons 角色=role 竞争力=competitiveness
        展望=outlook 该公司=the_company 该平台=the_platform 该系统=the_system 使用率=usage 一周=a_week
        一个月=a_month 一年=a_year 一天=a_day 全国=the_country 元=yuan 这种方式=this_method 应用=application
        服务=service 需求=requirement 公司=company 系统=system 平台=platform 问题=problem 时间=time
        用户=user 企业=enterprise 环境=environment 产品=product 团队=team 业务=business 方案=solution
        解决方案=solution 流程=process 功能=feature 数据=data 技术=technology 资源=resource 成本=cost
        效率=efficiency 能力=capability 架构=architecture 方式=method 行业=industry 项目=project
        版本=version 界面=interface 质量=quality 性能=performance 场景=scenario 过程=process 人员=staff
        人=person 内容=content 信息=information 结果=result 原因=reason 程序=program 网络=network
        容器=container 集群=cluster 节点=node 镜像=image 组件=component 接口=API 代码=code 文件=file
        日志=log 事件=event 任务=task 权限=permission 机房=data_center 线上=online 年=year 月=month 日=day
        天=day 小时=hour 分钟=minute 中国=China 同学=colleague 同事=colleague 机制=mechanism 模式=mode
        客户=customer 商业=business 标准=standard 点=point 人力=manpower 事情=thing 东西=thing
        一点=one_point 力量=power 精力=energy 状态=status 状况=situation 情况=situation
        年底=the_end_of_the_year 年初=the_beginning_of_the_year 夏天=summer 季度=quarter 周=week 月份=month
        时期=period 时代=era 时间段=period 市面=market 国人=Chinese_people 本质=essence 关系=relationship
        思路=idea 想法=idea 措施=measure 手段=means 方法=method 策略=policy 原则=principle 步骤=step
        细节=details 要点=point 重点=focus 难点=difficulty 难题=problem 瓶颈=bottleneck 缺陷=defect
        错误=error 故障=fault 异常情况=anomaly 性质=nature 特征=characteristic 属性=attribute 类型=type
        种类=type 格式=format 语言=language 工具=tool 助手=assistant 引擎=engine 中心=center 基地=base
        根基=foundation 基础=foundation 底座=foundation 骨架=skeleton 范围=scope 程度=degree 水平=level
        级别=level 等级=level 速度=speed 频率=frequency 频次=frequency 数量=number 数目=number 总量=total
        总数=total 比例=proportion 占比=proportion 份额=share 规格=specification 单位=unit 机构=organization
        组织=organization 学校=school 协会=association 联盟=alliance 伙伴=partner 用户群=user_base
        群体=group 人们=people 国家=country 城市=city 地区=region 省市=provinces_and_cities
        企业家=entrepreneur 政策=policy 法规=regulations 权利=right 责任=responsibility 代价=cost
        开支=expense 费用=cost 价格=price 利润=profit 好处=benefit 效益=benefit 成果=result 成绩=achievement
        成就=achievement 贡献度=contribution 机会=opportunity 潜力=potential 实力=strength 底气=confidence
        信心=confidence 心情=mood 印象=impression 答案=answer 建议=suggestion 意见=opinion 教训=lesson
        故事=story 历程=journey 道路=road 旅程=journey 窗口=window 图片=picture 图=figure 表格=table
        文章=article 案例=case 示例=example 例子=example 云打印机=cloud_printer 音箱=speaker 盒子=box
        打印机=printer 手机=mobile_phone 电脑=computer 终端=terminal 卡=card 机=machine 方=party 外观=design
        名称=name 字段=field 对象=object 实例=instance 元素=element 逻辑=logic 原理=principle 概念=concept
        定义域=domain 领域=field 世界=world 未来式=future 现场=site 国外=abroad 前列=the_top
        部门墙=departmental_wall 周期性=periodicity 时机=timing 窍门=trick 表达式=expression 用法=usage
        原型=prototype 习惯=habit 版权=copyright 著作权=copyright 资金=capital 资本=capital 资本金=capital
        公里=kilometer 米=meter 吨=ton 秒=second 便利性=convenience 科技=technology 全球范围=worldwide
        大厂=large_company 大公司=large_company 小公司=small_company 中心化=centralization
        去中心化=decentralization 体量=size 形式=form 形态=form 样式=style 风格=style 结构=structure
        层次=level 链条=chain 环节=link 节奏=pace 日程=schedule 计划书=plan 开发人员=developer
        维度=dimension 腾讯云=Tencent_Cloud 阿里云=Alibaba_Cloud 华为云=Huawei_Cloud 百度云=Baidu_Cloud
        青云=QingCloud 腾讯=Tencent 阿里=Alibaba 微信=WeChat 企业微信=WeCom 钉钉=DingTalk 断点=breakpoint
        问答=Q&A 次数=number_of_times 画像=profile 部=department 中文=Chinese 英文=English 钱=money
        短时间=short_time 岗位=position 做法=practice 晚上=night 凌晨=early_morning 网点=outlet 率=rate
        摄像头=camera 红利=dividend 时长=duration 矩阵=matrix 运行时=runtime 条件=condition 位置=location
        动作=action 级=level 知识=knowledge 人手=manpower 中间=middle 版=edition 新版=new_version
        办公=office 工作=work 国产=domestic_products 诉求=demand 初衷=original_intention 主机组=host_group
        行业内=the_industry 市面上=the_market 关键点=key_point 切入点=entry_point 出发点=starting_point
        使命感=sense_of_mission 里程碑=milestone 生产力=productivity 新一代=next-generation 一人=one_person
        人群=group 家庭=family 消费者=consumer 商家=merchant 卖家=seller 买家=buyer 会员=member 粉丝=fans
        店铺=store 商品=product 货物=goods 快件=parcel 包裹=parcel 设施=facility 工厂=factory 车间=workshop
        产线=production_line 产能=production_capacity 产值=output_value 零件=part 原材料=raw_material
        车辆=vehicle 电池=battery 充电桩=charging_pile 语音=voice 图像=image 文本=text 报表=report
        报告=report 清单=list 指南=guide 手册=manual 教程=tutorial 论坛=forum 大会=conference 活动=activity
        奖=award 头部企业=leading_enterprise 龙头企业=leading_enterprise 龙头=leader 领导者=leader
        领军企业=leading_enterprise 先锋=pioneer 榜样=model 老牌=established 体验感=experience
        满意度=satisfaction 占有率=share 覆盖率=coverage 成功率=success_rate 准确率=accuracy
        响应率=response_rate 时效=timeliness 时效性=timeliness 实时性=real-time_performance
        连续性=continuity 敏捷性=agility 透明度=transparency 健壮性=robustness 鲁棒性=robustness
        韧性=resilience 移植性=portability 可移植性=portability 伸缩性=scalability 通用性=versatility
        开放性=openness 先进性=advanced_nature 实用性=practicality 准确性=accuracy 及时性=timeliness
        规范性=standardization
    """,
    Kind.ADJECTIVE: """
        数字化=digital:digitalization 国际化=international:internationalization
        标准化=standardized:standardization 规范化=standardized:standardization
        国产化=localized:localization 高可用=highly_available:high_availability
        高并发=high-concurrency:high_concurrency 高性能=high-performance:high_performance
        高可靠=highly_reliable:high_reliability 上层=upper-layer 底层=underlying 困难=difficult:difficulty
        陡峭=steep 激烈=fierce 历史=historical:history 清楚=clear 平均=average 冷=cold
        并发=concurrent:concurrency 弹性=elastic:elasticity 敏捷=agile:agility 持久化=persistent:persistence
        精细化=refined 大=large 小=small 新=new 旧=old 高=high 低=low 好=good 快=fast 慢=slow 强=strong
        弱=weak 长=long 短=short 重=heavy 重要=important 强大=powerful 可靠=reliable 简单=simple
        复杂=complex 传统=traditional 相关=related 完整=complete 专业=professional 全球=global 国内=domestic
        海外=overseas 领先=leading 优秀=excellent 优质=high-quality 知名=well-known 主流=mainstream 关键=key
        核心=core 便捷=convenient 丰富=rich 完善=complete 成熟=mature 友好=friendly 巨大=huge 庞大=huge
        良好=good 相应=corresponding 必要=necessary 整个=the_entire 整体=overall 唯一=only 合适=suitable
        有限=limited 繁琐=tedious 最大=largest 最新=latest 最佳=best 最好=best 最小=smallest 更好=better
        更高=higher 更低=lower 更快=faster 更大=larger 现有=existing 内部=internal 外部=external 公共=public
        通用=common 原生=native 特定=specific 实际=actual 全新=brand-new 日常=daily 快捷=fast 清晰=clear
        充足=sufficient 分散=scattered 先进=advanced 卓越=excellent 一致=consistent 迫切=urgent 大型=large
        小型=small 中小型=small_and_medium-sized 多样=diverse 健康=healthy 可用=available 不可用=unavailable
        二次=secondary 活跃=active 极佳=excellent 痛苦=painful 麻烦=troublesome 敏感=sensitive 极致=ultimate
        优=excellent 流畅=smooth 美观=beautiful 稀缺=scarce 落后=backward 准确=accurate 精准=precise
        精确=precise 真实=real 个性化=personalized 绿色=green 开放=open 平等=equal 相同=same 类似=similar
        单一=single 常见=common 特殊=special 内置=built-in 额外=additional 独特=unique 首个=the_first
        首要=primary 不足=insufficient 不够=not_enough 够=enough 足够=enough 无关=unrelated 轻量=lightweight
        轻量级=lightweight 重量级=heavyweight 高级=advanced 初级=junior 中级=intermediate 一定=certain
        现代=modern 科学=scientific 深厚=deep 宝贵=valuable 雄厚=strong 坚实=solid 扎实=solid
        便利=convenient 自动化=automated:automation 智能化=intelligent:intelligence
        可视化=visual:visualization 多样化=diversified 透明=transparent 有趣=interesting 细粒度=fine-grained
        实用=practical 合理=reasonable 齐全=complete 充沛=abundant 低廉=low 高昂=high 高端=high-end
        高品质=high-quality 多维度=multi-dimensional 多层次=multi-level 跨部门=cross-department 正常=normal
        异常=abnormal 紧急=urgent 老=old 主=main 副=deputy 硬=hard 软=soft 贵=expensive 便宜=cheap 免费=free
        公开=public 公司级=company-level 秒级=second-level 分钟级=minute-level 亿级=hundred-million-level
        千万级=ten-million-level 百万级=million-level 生产级=production-grade 差=poor 少=few 广=wide 深=deep
        远=far 近期=recent 早=early 晚=late 常态=normal 完美=perfect 尴尬=embarrassing 开源=open_source
        官方=official 综合=comprehensive 移动=mobile 粗糙=rough 糟糕=bad 空闲=idle 直观=intuitive
        脆弱=fragile 详细=detailed 混合=hybrid 现成=ready-made 前置=prerequisite 顺畅=smooth 容易=easy
        火爆=popular 最初=initial 剩余=remaining 可选=optional 专有=proprietary 较大=large 较高=high
        较低=low 较好=good 中等=medium 短期=short-term 中长期=medium_and_long-term 全域=global
        应急=emergency 跨国=multinational 新兴=emerging 前沿=cutting-edge 尖端=cutting-edge 优越=superior
        显赫=prominent 深远=far-reaching 繁重=heavy 不佳=poor 严重=serious 严峻=severe 充裕=ample 紧张=tight
        昂贵=expensive 商用=commercial
    """,
    Kind.VERB: """
        停机=shut_down:downtime 宕机=go_down:downtime 咨询=consult:consulting 审计=audit:auditing
        容忍=tolerate 对比=compare:comparison 支付=pay:payment 降级=downgrade:degradation 合并=merge:merge
        报警=alert:alert 隶属于=belong_to 预热=warm_up:warm-up 变得=become 竞争=compete:competition
        做出贡献=contribute 通知=notify:notification 突破了=exceeded 保驾护航=safeguard 拥有了=have
        达到=reach 是=is 有=have 做=do 做到=achieve 用=use 提供=provide 实现=achieve 采用=adopt
        减少=reduce:reduction 满足=meet 解决=solve:resolution 成为=become 发现=find:discovery
        增加=increase:increase 拥有=have 具备=have 具有=have 出现=appear 产生=generate 发生=occur 带来=bring
        保证=ensure 确保=ensure 推出=launch 推动=promote 促进=promote 建立=establish 成立=establish
        创立=found 创建=create 搭建=build:setup 完成=complete 存在=exist 面临=face 遇到=encounter
        导致=lead_to 造成=cause 介绍=introduce:introduction 选用=choose 获得=obtain 获取=obtain 得到=get
        看到=see 了解=understand 专注=focus 专注于=focus_on 覆盖=cover:coverage 达=reach 超过=exceed
        超=exceed 缩短=shorten 节省=save 节约=save 加速=accelerate:acceleration 加快=accelerate
        保持=maintain 承载=carry 承担=undertake 负责=be_responsible_for 避免=avoid 防止=prevent 发挥=play
        充分发挥=give_full_play_to 涵盖=cover 包括=include 包含=include 形成=form 组成=form
        适配=adapt_to:adaptation 兼容=be_compatible_with 打通=connect 改善=improve:improvement
        加强=strengthen 认为=believe 说=say 表示=say 称=call 叫=call 放=put 打=make 拿=take 看=see 找=find
        走=go 跑=run 给=give 带=bring 开=open 关=close 变=change 问=ask 学=learn 买=buy 建=build 助力=help
        无=have_no 属于=belong_to 查看=view 适合=suit 关注=pay_attention_to:attention
        接触=come_into_contact_with 利用=use 借助=use 扩大=expand:expansion 有所=have 让=let 采取=adopt
        采用了=adopted 登记=register 持有=hold 注入=inject 触发=trigger 定义=define:definition 加入=join
        打破=break 拥抱=embrace 做好=do_well 做出=make 达成=reach 位居=rank 停留在=stay_at
        跟不上=cannot_keep_up_with 充满=be_full_of 获取到=obtain 遇=meet 应对=cope_with 迎来=usher_in
        迎接=meet 推进=advance 开展=carry_out 开发出=develop 研制=develop 建成=build 建有=have 设有=have
        设立=set_up 开设=open 发起=initiate 启用=enable 开启=enable 关闭=disable 禁用=disable 占用=occupy
        释放=release 消耗=consume 浪费=waste 提出=put_forward 提到=mention 说明=explain:description
        描述=describe:description 表明=show 显示=show 反映=reflect 体现=reflect 意味着=mean 标志着=mark
        称为=call 叫做=call 视为=regard_as 成为了=became 变成=become 转变=transform 转变为=transform_into
        转为=turn_to 转向=turn_to 走向=move_towards 迈向=move_towards 进入=enter 加深=deepen 加大=increase
        扩充=expand 延伸=extend 增添=add 添加=add 新增=add 删除=delete 修改=modify:modification 修复=fix:fix
        更改=change 调整=adjust:adjustment 替换=replace:replacement 取代=replace 代替=replace 替代=replace
        引领=lead 驱动=drive 带动=drive 聚焦=focus_on 深耕=be_deeply_involved_in 涵盖了=covered
        遵守=comply_with 符合=comply_with 获=win 荣获=win 赢得=win 入选=be_selected_for 接受=accept
        收到=receive 接收=receive 发送=send 抽取=extract 抽象=abstract 封装=encapsulate 暴露=expose
        绑定=bind 指定=specify 创建了=created 初始化=initialize 生成=generate:generation 读取=read
        写入=write 存放=store 保存=save 保留=retain 丢失=lose 挂掉=crash 崩溃=crash 失败=fail:failure
        失效=fail 出错=go_wrong 报错=report_errors 卡住=get_stuck 排除=rule_out 试用=try 上手=get_started
        熟悉=be_familiar_with 掌握=master 擅长=be_good_at 知道=know 觉得=feel 感受=feel:feeling 感到=feel
        相信=believe 考虑=consider:consideration 思考=think:thinking 讨论=discuss:discussion 梳理=sort_out
        总结=summarize:summary 归纳=summarize 明确=clarify 确定=determine 确认=confirm 制定=formulate
        制订=formulate 编制=compile 落实=implement 实施=implement:implementation 投入使用=put_into_use
        投产=put_into_production 运作=operate 运用=use 用到=use 使用到=use 借鉴=learn_from
        参考=refer_to:reference 依靠=rely_on 立足于=be_based_on 面对=face 存储于=be_stored_in
        部署在=be_deployed_in 运行在=run_on 集中在=be_concentrated_in 建立在=be_built_on 构建于=be_built_on
        沉淀=accumulate 累积=accumulate 累计=accumulate 汇聚=bring_together 汇集=bring_together 联合=unite
        携手=join_hands_with 共享=share:sharing 分享=share:sharing 感谢=thank 欢迎=welcome 邀请=invite
        吸引=attract 面临着=face 服务于=serve 归属=belong_to 包括了=included 需要的=need 结合了=combined
        利用了=used 享受=enjoy 享有=enjoy 展开=carry_out 打开=open 丰富了=enriched 优于=be_better_than
        高于=be_higher_than 低于=be_lower_than 大于=be_greater_than 小于=be_less_than 等于=equal
        相当于=be_equivalent_to 有利于=be_conducive_to 不利于=be_bad_for 有别=differ 区别=differ 匹配=match
        适应=adapt_to 停止了=stopped 中断=interrupt 阻断=block 阻止=prevent 限制=limit 约束=constrain
        规定=stipulate 约定=agree 批准=approve 允许=allow 拒绝=refuse 禁止=forbid 陷入=fall_into 掉=drop
        缺少=lack 缺乏=lack 不具备=lack 缺失=lack 增长到=grow_to 缩减=cut 下降=decline 上升=rise 暴增=surge
        衔接=connect 贯穿=run_through 串联=connect 花费=spend 花=spend 耗费=consume 招聘=recruit 招=recruit
        培养=train 组建=form 切分=split 拆=split 分为=be_divided_into 分成=divide_into 划分=divide
        聚合=aggregate 统计=count 对齐=align 打标签=label 标注=label 呈现出=show 展现=show 展现出=show
        看起来=seem 看来=seem 提升=improve:improvement 打造=build:building 简化=simplify:simplification
        处理=process:processing 依赖=depend_on:dependency 对接=connect_to:connection
        融合=integrate:integration 尝试=try:attempt 赋能=empower:empowerment
        参与=participate_in:participation 感知=perceive:perception 执行=execute:execution
        积累=accumulate:accumulation 部署=deploy:deployment 管理=manage:management 监控=monitor:monitoring
        开发=develop:development 运维=operate_and_maintain:O&M 发布=release:release 更新=update:update
        升级=upgrade:upgrade 迁移=migrate:migration 配置=configure:configuration 安装=install:installation
        维护=maintain:maintenance 集成=integrate:integration 交付=deliver:delivery 构建=build:build
        建设=build:construction 优化=optimize:optimization 改造=transform:transformation 扩展=scale:scaling
        扩容=scale_out:scale-out 缩容=scale_in:scale-in 伸缩=scale:scaling 调度=schedule:scheduling
        编排=orchestrate:orchestration 存储=store:storage 备份=back_up:backup 恢复=recover:recovery
        测试=test:testing 验证=verify:verification 认证=authenticate:authentication
        授权=authorize:authorization 访问=access:access 设计=design:design 使用=use:use
        分析=analyze:analysis 计算=compute:computing 运营=operate:operation 操作=operate:operation
        创新=innovate:innovation 合作=cooperate:cooperation 协作=collaborate:collaboration
        支持=support:support 发展=develop:development 转型=transform:transformation 设置=set:setting
        查询=query:query 收集=collect:collection 采集=collect:collection 治理=govern:governance
        隔离=isolate:isolation 编译=compile:compilation 打包=package:packaging 上线=go_live:launch
        下线=take_offline:decommissioning 告警=alert:alerting 选型=select_technology:technology_selection
        调研=research:research 评估=evaluate:evaluation 控制=control:control 分发=distribute:distribution
        投入=invest:investment 体验=experience:experience 传输=transfer:transmission 生产=produce:production
        制造=manufacture:manufacturing 销售=sell:sales 采购=purchase:purchasing 训练=train:training
        推理=infer:inference 识别=recognize:recognition 整合=integrate:integration 保护=protect:protection
        保障=ensure:protection 变更=change:change 规划=plan:planning 研究=research:research 研发=develop:R&D
        实践=practice:practice 学习=learn:learning 培训=train:training 增长=grow:growth 变化=change:change
        改变=change:change 改进=improve:improvement 连接=connect:connection 通信=communicate:communication
        沟通=communicate:communication 展示=display:display 呈现=present:presentation 响应=respond:response
        启动=start:startup 重启=restart:restart 停止=stop:stop 调用=call:call 请求=request:request
        监测=monitor:monitoring 检测=detect:detection 检查=check:check 登录=log_in:login
        注册=register:registration 追踪=trace:tracing 跟踪=trace:tracing 定位=locate:positioning
        排查=troubleshoot:troubleshooting 回滚=roll_back:rollback 切换=switch:switching
        同步=synchronize:synchronization 复制=copy:replication 上传=upload:upload 下载=download:download
        接入=access:access 引入=introduce:introduction 选择=choose:choice 探索=explore:exploration
        突破=break_through:breakthrough 协调=coordinate:coordination 贡献=contribute:contribution
        评审=review:review 提交=submit:submission 消费=consume:consumption 投资=invest:investment
        交易=trade:transaction 迭代=iterate:iteration 支撑=support:support 鉴权=authenticate:authentication
        运输=transport:transportation 影响=affect:influence 帮助=help:help 扩散=spread:spread
        申请=apply_for:application 发明=invent:invention 监管=supervise:supervision 巡检=inspect:inspection
        预警=warn:early_warning 回收=recycle:recycling 加载=load:loading 解析=parse:parsing
        转换=convert:conversion 压缩=compress:compression 协同=collaborate:collaboration 建模=model:modeling
        决策=decide:decision-making 预测=predict:prediction 推荐=recommend:recommendation 搜索=search:search
        检索=search:search 试验=test:testing 互通=interconnect:interconnection 托管=host:hosting
        定制=customize:customization 交流=communicate:communication 成长=grow:growth 教育=educate:education
        改革=reform:reform 不是=is_not 并不是=is_not 还有=also_have 加=add 拿到=get 找到=find 观察=observe
        经历=experience 准备=prepare:preparation 介入=intervene 算=count 测=test 抽出=extract 配合=work_with
        调=adjust 推=push 改为=change_to 拖垮=overwhelm 重建=rebuild 猜测=guess 存=store 坚持=adhere_to
        重视=value 回应=respond 吻合=match 省去=save 卸载=uninstall 交由=hand_over_to 切=switch 帮=help
        扩=scale 挂=hang 配=configure 表达=express 隐藏=hide 购买=purchase 寻找=look_for 告诉=tell
        监听=listen_to 跳转=jump_to 返回=return 点击=click 转发=forward 消失=disappear 消除=eliminate
        回到=return_to 选取=select 提示=prompt 接=receive 等到=wait_until 去掉=remove 限=limit 发放=issue
        考核=assess:assessment 出问题=go_wrong 附加=attach 解放=free 剩下=remain 碰到=encounter 推行=promote
        主打=focus_on 简称=be_abbreviated_as 是以=is_with 读=read 结束=end 复现=reproduce 重试=retry
        命名=name 取舍=trade_off 轮询=poll 映射=map 收敛=converge 销毁=destroy 引进=introduce 扎根=take_root
        跻身=rank_among 奠定=lay 积极推动=actively_promote 占=account_for 占据=occupy 坐落于=be_located_in
        致力=be_committed_to 践行=practice 秉持=uphold 布局=lay_out 延续=continue 引发=cause 引起=cause
        催生=give_rise_to 契合=fit 贴合=fit 保留了=retained 追求=pursue 倡导=advocate 普及=popularize
        完备=complete 革新=innovate 攻克=overcome 克服=overcome 权衡=weigh 衡量=measure 下发=deliver
        上报=report 触达=reach 回传=send_back 归档=archive 打磨出=polish 沉淀出=accumulate 联动=link
        屏蔽=shield 兼顾=take_into_account 摆脱=get_rid_of 释放出=release 取得=achieve 拿下=win
        达成了=reached 给予=give 予以=give 提醒=remind 指导=guide 打动=impress 加持=support 剥离=separate
        拆解=break_down 重构=refactor 适用=apply 运转=run 负担=burden 输出=output:output 输入=input:input
        扫描=scan:scanning 经营=operate:operation 干预=intervene:intervention 调试=debug:debugging
        期望=expect:expectation 变动=change:change 损失=lose:loss 冲突=conflict:conflict
        演进=evolve:evolution 演练=drill:drill 审批=approve:approval 审核=review:review
        结算=settle:settlement 配送=deliver:delivery 分拣=sort:sorting 孵化=incubate:incubation
        推广=promote:promotion 宣传=publicize:publicity 清洗=clean:cleaning 标记=mark:marking
        过滤=filter:filtering 渲染=render:rendering 拼接=join:joining 校验=validate:validation
        签名=sign:signing 加密=encrypt:encryption 挂载=mount:mounting 编写=write:writing
        排障=troubleshoot:troubleshooting 排错=troubleshoot:troubleshooting 跨越=span:leap
    """,
}
"""Text tables by kind."""
