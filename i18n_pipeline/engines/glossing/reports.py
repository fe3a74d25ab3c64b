"""Words of reports: what companies say of themselves, their customers and their work, beside ``trades``.

The form of the tables is that of ``words``.
"""

from __future__ import annotations

from i18n_pipeline.engines.glossing.piece import Kind

REPORTS = {
    Kind.NOUN: """
        两地三中心=three_data_centers_in_two_regions 从节点=worker_node 副本集=replica_set
        仓配=warehousing_and_distribution 下单量=order_volume 服务名=service_name 版本回退=version_rollback
        资源争抢=resource_contention 弹性扩缩=elastic_scaling 同城双活=intra-city_active-active
        预发环境=pre-release_environment 资源利用=resource_utilization 私有化部署=private_deployment
        本地部署=on-premises_deployment 统一登录=unified_login 爆发式增长=explosive_growth
        指数级增长=exponential_growth 流量洪峰=traffic_peak 高级工程师=senior_engineer
        技术负责人=technical_lead 架构负责人=head_of_architecture 质量保证=quality_assurance 财务=finance
        财务系统=financial_system 人事=personnel 数据大屏=data_dashboard 仓=warehouse 依赖性=dependency
        容器云服务=container_cloud_service 业务稳定性=business_stability 技术专家=technical_expert
        技术交流=technical_exchange 技术分享=technical_sharing 技术积累=technical_accumulation 洪峰=peak
        主页=home_page 云=cloud 实用新型=utility_model 现状=current_situation 证券交易所=stock_exchange
        中小公司=small_and_medium-sized_companies 物联网=IoT 主管=supervisor 业绩=performance
        业态=business_format 二期=phase_two 一期=phase_one 产地=place_of_origin 介质=medium 作业=job
        作用=role 使用量=usage 储备=reserve 光纤=optical_fiber 共性=commonality 关注度=attention
        内外=inside_and_outside 出口=exit 分工=division_of_labor 前后端=frontend_and_backend 前景=prospect
        办公室=office 功能性=functionality 劣势=disadvantage 动力=driving_force 单据=document
        友商=competitor 名单=list 后者=the_latter 前者=the_former 周围=surroundings 品质=quality
        品类=category 商务=business 因素=factor 地域=region 基数=base 失误=mistake 好评=praise
        学习成本=learning_cost 实战=practice 容量=capacity 导向=orientation 差距=gap 巨头=giant 差错=error
        常规=routine 年度=year 序列=sequence 形象=image 思想=idea 性价比=cost-effectiveness 情形=situation
        惊喜=surprise 成效=result 批次=batch 技巧=skill 技能=skill 效能=efficiency 效应=effect 数值=value
        数量级=order_of_magnitude 文化=culture 新人=newcomer 时间点=point_in_time 明细=details 智慧=wisdom
        权威=authority 材料=material 来源=source 格局=landscape 桥梁=bridge 概率=probability 正确率=accuracy
        死锁=deadlock 比重=proportion 源头=source 热点=hot_spot 理论=theory 理想=ideal 用途=use 画面=screen
        疫情=pandemic 百分比=percentage 目的=purpose 社会=society 秩序=order 程序员=programmer 系列=series
        经济=economy 联系=connection 职责=responsibility 行为=behavior 规则=rule 视图=view 记忆=memory
        语义=semantics 资讯=information 路径=path 载体=carrier 运行时间=uptime 通过率=pass_rate 速率=rate
        金额=amount 销量=sales_volume 错误率=error_rate 间隔=interval 队伍=team 隐私=privacy 难度=difficulty
        集合=set 页=page 项=item 顺序=order 总计=total 员工人数=number_of_employees 成员企业=member_company
        旗舰=flagship 殊荣=honor 核心价值=core_value 覆盖面=coverage 网络覆盖=network_coverage
        日活=daily_active_users 月活=monthly_active_users 注册量=number_of_registrations
        下载量=number_of_downloads 交易额=transaction_volume 成交量=trading_volume 成交额=transaction_volume
        营业额=turnover 年营收=annual_revenue 单量=order_volume 客单价=average_order_value
        用户增长=user_growth 用户粘性=user_stickiness 转化率=conversion_rate 配送员=courier 骑手=rider
        前置仓=front_warehouse 供货商=supplier 采购商=buyer 库房=warehouse 分拣中心=sorting_center
        农户=farmer 绿色食品=green_food 品控=quality_control 客诉=customer_complaint 量=volume 网=network
        学生=student 教师=teacher 响应时间=response_time 值=value 区=zone 差别=difference 线索=clue
        拐点=turning_point 安排=arrangement 详情=details 诊所=clinic 时段=period 编号=number 预报=forecast
        节点数=number_of_nodes 集群数=number_of_clusters 用户量=number_of_users 事故率=incident_rate 条=item
        层=layer 期=phase 群=group 度=degree 站=station 工作台=workbench 子系统=subsystem
        第一步=the_first_step 第二步=the_second_step 生产者=producer 消费端=consumer_side
        大流量=heavy_traffic 高流量=high_traffic 峰=peak 谷=trough 店=store 生意=business 计算机=computer
        现实=reality 一半=half 规划图=plan 拓扑结构=topology 目标用户=target_user 竞争对手=competitor
        竞争优势=competitive_advantage 技术人=engineer 方案选型=solution_selection
        技术难题=technical_problem 技术挑战=technical_challenge 业务挑战=business_challenge
        痛点问题=pain_point 管理难度=management_difficulty 运维难度=O&M_difficulty 工作强度=workload
        服务能力=service_capability 处理能力=processing_capacity 承载能力=capacity 计算节点=compute_node
        存储节点=storage_node 管理节点=management_node 网络带宽=network_bandwidth 物理设备=physical_device
        底层架构=underlying_architecture 底层资源=underlying_resource 基础平台=basic_platform
        基础服务=basic_service 公共服务=public_service 后台服务=backend_service 核心服务=core_service
        核心应用=core_application 业务代码=business_code 业务团队=business_team 开发工程师=developer
        项目组=project_team 项目团队=project_team 上线流程=release_process 整个过程=the_whole_process
        整个流程=the_whole_process 整套系统=the_whole_system 生产线=production_line 用户侧=user_side
        业务侧=business_side 服务侧=server_side 线上业务=online_business 线上服务=online_service
        线上系统=online_system 线下门店=offline_store 大数据平台=big_data_platform 数据平台=data_platform
        技术平台=technology_platform 技术中台=technology_middle_platform 技术部=technology_department
        研发部=R&D_department 运维部=O&M_department 技术部门=technology_department 业务体系=business_system
        产品体系=product_system 服务体系=service_system 技术路线=technical_route 建设过程=construction
        实施过程=implementation 实践经验=practical_experience 使用经验=experience
        开发经验=development_experience 运维经验=O&M_experience 安全事件=security_incident
        交付物=deliverable 服务数量=number_of_services 应用数量=number_of_applications
        容器数量=number_of_containers 用户数量=number_of_users 节点数量=number_of_nodes
        请求量=number_of_requests 流量高峰=traffic_peak 访问高峰=traffic_peak 业务峰值=business_peak
        系统压力=system_pressure 系统架构图=system_architecture_diagram 服务架构=service_architecture
        系统平台=system_platform
    """,
    Kind.ADJECTIVE: """
        资深=senior 优异=excellent 简洁=simple 高速=high-speed 专职=full-time 繁多=numerous 庞杂=complex
        冗长=lengthy 高额=high 低频=low-frequency 同构=homogeneous 多元化=diversified 现代化=modern
        很好的=very_good 温控=temperature-controlled 自有=its_own 专项=special 专用=dedicated
        专业化=specialized:specialization 严谨=rigorous 丰富多样=rich_and_diverse 互补=complementary
        人性化=user-friendly 优良=fine 出众=outstanding 单纯=simple 即时=instant 原有=original 双重=dual
        只读=read-only 可行=feasible 可复用=reusable 可复制=replicable 可移植=portable 均衡=balanced
        均匀=even 垂直=vertical 多余=superfluous 多元=diverse 多种多样=diverse 客观=objective 密切=close
        年轻=young 广阔=broad 强制=mandatory 强劲=strong 当下=current 彻底=thorough 必备=essential
        恰当=appropriate 悠久=long 普通=ordinary 普遍=common 有序=orderly 未知=unknown 正确=correct
        潜在=potential 烦琐=tedious 热门=popular 熟练=skilled 硬性=hard 确切=exact 私=private 稀有=rare
        突出=outstanding 精=precise 精细=fine-grained 精益=lean 紧=tight 繁杂=complicated 线性=linear
        自主=independent 良性=healthy 苛刻=strict 著名=famous 薄弱=weak 辅助=auxiliary 通俗=simple
        针对性=targeted 长久=long-term 闭源=closed-source 附近=nearby 集中式=centralized 零=zero
        首批=the_first 高频=high-frequency 有机=organic 方便快捷=convenient_and_fast 实力雄厚=strong
        轻量化=lightweight:light_weight 分层=layered 缓慢=slow 明晰=clear 空白=blank 清洁=clean 忙=busy
        满=full 一体=integrated 白=white 横=horizontal 小规模=small-scale 大批量=large-scale
        中大型=medium_and_large 超大规模=ultra-large-scale 超大=ultra-large 大容量=large-capacity
        低成本=low-cost 低效=inefficient 高效率=efficient 高质量=high-quality 高标准=high-standard
        高水平=high-level 低门槛=low-threshold 高频次=frequent 高密度=high-density 高弹性=highly_elastic
        高灵活=highly_flexible 高稳定=highly_stable 高安全=highly_secure 强一致=strongly_consistent
        松耦合=loosely_coupled 高耦合=tightly_coupled 平台化=platform-based 服务化=service-oriented
        组件化=component-based 产品化=productized 流程化=process-based 集约化=intensive 在线化=online
        云端化=cloud-based 多样=diverse 复合=composite 主要的=main 重要的=important 核心的=core
    """,
    Kind.VERB: """
        推送=push:push 拉取=pull:pull 拓展=expand:expansion 激增=surge:surge 拆分=split:splitting
        复用=reuse:reuse 争抢=compete_for:contention 回退=roll_back:rollback 落地=implement:implementation
        增强=enhance:enhancement 提高=improve:improvement 降低=reduce:reduction 分散在=be_scattered
        汇总=aggregate:summary 运行=run:running 上市=be_listed 已经有了=already_have 已经有=already_have
        已有=already_have 着手=start 进行=carry_out 书写=write 交互=interact:interaction
        交换=exchange:exchange 付出=pay 代表=represent 传递=pass:transfer 传达=convey
        传送=transmit:transmission 修正=correct:correction 借用=borrow 值得=be_worth 偏好=prefer:preference
        停留=stay 兑现=fulfill 克隆=clone:cloning 兴起=rise:rise 冲击=hit:impact 减负=reduce_the_burden
        凸显=highlight 分类=classify:classification 分解=decompose:decomposition
        创业=start_a_business:entrepreneurship 创造=create:creation 判定=judge:judgment 利于=be_good_for
        到达=reach 到位=be_in_place 刷新=refresh 前往=go_to 剧增=surge 力争=strive_for 加剧=intensify 加以=_
        动手=start 包装=package:packaging 化解=resolve 区分=distinguish:distinction 协助=assist:assistance
        印证=prove 参照=refer_to 反应=react:response 发力=make_efforts 取消=cancel:cancellation 受益=benefit
        受限=be_limited 吸收=absorb 命中=hit 回顾=review:review 外包=outsource:outsourcing
        存取=access:access 定价=price:pricing 居多=prevail 干扰=interfere:interference 废弃=discard
        引导=guide:guidance 引用=reference:reference 强化=strengthen 待=wait 得益=benefit 忽略=ignore
        感兴趣=be_interested 扩张=expand:expansion 找出=find 投诉=complain:complaint 抗=resist 抵御=resist
        拥堵=be_congested:congestion 持=hold 挑选=select 损坏=damage 排名=rank:ranking 排队=queue:queuing
        排序=sort:sorting 提炼=extract 插入=insert:insertion 搬迁=relocate:relocation 携带=carry
        操控=control 攻击=attack:attack 放弃=give_up 放心=rest_assured 断开=disconnect 新建=create:creation
        显现=appear 更换=replace:replacement 期待=look_forward_to:expectation 构想=conceive 架设=set_up
        检修=overhaul:overhaul 模拟=simulate:simulation 残留=remain 求=seek 汇报=report:report
        波动=fluctuate:fluctuation 注重=pay_attention_to 流失=lose:loss 流行=be_popular
        测算=calculate:calculation 消化=digest 深化=deepen 清理=clean_up:cleanup 渗透=penetrate:penetration
        溯源=trace:tracing 演示=demonstrate:demonstration 激活=activate:activation 牵=pull 现=appear
        理解=understand:understanding 留言=leave_a_message 监督=supervise:supervision 看待=view 瞄准=aim_at
        知晓=know 磨合=break_in 移植=port 穿透=penetrate 签约=sign_a_contract 筛选=filter:filtering
        管控=manage_and_control:control 纠正=correct 组合=combine:combination 细化=refine 维系=maintain
        缓解=relieve 缩小=narrow 联调=debug_jointly:joint_debugging 聚集=gather 脱离=break_away_from
        融入=integrate_into 装载=load 规避=avoid 解答=answer:answer 计费=bill:billing
        认可=recognize:recognition 设定=set:setting 评价=evaluate:evaluation 证明=prove:proof
        诊断=diagnose:diagnosis 调优=tune:tuning 调节=adjust:adjustment 赶=catch_up 超出=exceed
        趋于=tend_to_be 跟进=follow_up 跳=jump 转移=transfer:transfer 过渡=transition:transition 进军=enter
        量化=quantify:quantification 链接=link:link 锁=lock 阻塞=block:blocking 预期=expect:expectation
        预防=prevent:prevention 预留=reserve 预估=estimate:estimation 领=lead 起源于=originate_from
        位列=rank 跃升=jump 遍及=cover 下设=have 合计=total 深受好评=be_well_received 屡获=win
        认定=recognize:recognition 授予=award 主营=mainly_engage_in 主要从事=mainly_engage_in
        留存=retain:retention 获客=acquire_customers:customer_acquisition 引流=attract_traffic
        拉新=acquire_new_users 补贴=subsidize:subsidy 履约=fulfill_orders:fulfillment 售卖=sell
        上新=launch_new_products 盘点=take_stock 起到=play 计=calculate 备=prepare 运=transport 售=sell
        断=break 集=gather 组=form 送=send 选=choose 删=delete 签订=sign 租用=rent 压垮=overwhelm
        流转=flow:flow 压低=lower 分离=separate:separation 跟着=follow 有关=relate_to 失去=lose 离开=leave
        记住=remember 下沉=sink 沿用=continue_to_use 立项=initiate_a_project 提速=speed_up 扛=withstand
        退回=return 改动=change:change 分级=grade:grading 判断=judge:judgment 搬=move 漏掉=miss 追加=add
        搞=do 迈出=take 最大化=maximize 共用=share 交付给=deliver_to 提供给=provide_to 反馈给=report_to
        分享给=share_with 应用于=apply_to 适应于=adapt_to 作用于=act_on 走上=embark_on 走进=enter
        走出=walk_out_of 迈进=move_into 跨入=enter 打造出=build 运行着=run 解决掉=solve 发挥出=give_play_to
        起着=play 扮演=play 看中=value 选中=select 相中=select 打磨=polish 做成=make 升级为=upgrade_to
        重装=reinstall 面对着=face 缺=lack 关注到=notice 关注于=focus_on 聚焦于=focus_on
        致力于打造=be_committed_to_building 探索出=explore 承载着=carry 支撑着=support 支撑起=support
        支持着=support 考验=test:test 挑战着=challenge
    """,
    Kind.ADVERB: """
        出现问题时=when_problems_occur 出现故障时=when_faults_occur 发生故障时=when_faults_occur 当时的=then
        很好=well:very_good 暂时=temporarily:temporary 还算=fairly 一般=generally:general 也就=also
        亲自=personally 依旧=still 准时=on_time 如期=as_scheduled 尽早=as_early_as_possible 据此=accordingly
        日均=on_average_per_day:daily_average 极为=extremely 最为=most 毕竟=after_all 照常=as_usual
        逐年=year_by_year 难免=inevitably 无处不在=everywhere 先后=successively 一次=once 随即=immediately
        悄悄=quietly 偶尔=occasionally 预先=in_advance 事后=afterwards 平日=usually 早年=in_the_early_years
        全年=all_year_round 当晚=that_night 恰好=just 特意=specially 顺手=easily 原样=as_it_is 一同=together
        一概=all 统统=all 尽管如此=nevertheless 迄今为止=so_far 迄今=so_far 总的来说=in_general
        总的来看=in_general 简单来说=in_short 简而言之=in_short 具体来说=specifically 具体而言=specifically
        事实上=in_fact 实际上=in_fact 通常来说=usually 一般情况下=usually 大多数情况下=in_most_cases
        很多时候=in_many_cases 有时候=sometimes 长期来看=in_the_long_run 短期内=in_the_short_term
        短时间内=in_a_short_time 同一时间=at_the_same_time 几年来=over_the_years 与日俱增=increasingly
        离线=offline:offline 线上线下=online_and_offline:online_and_offline 按需=on_demand:on-demand
        毫秒级=in_milliseconds:millisecond-level 秒级=in_seconds:second-level 分钟级=in_minutes:minute-level
    """,
    Kind.COUNT: """
        每次=each 每一次=every 以下几个=the_following 以下几=the_following 如下几个=the_following
        以下三个=the_following_three 以下两个=the_following_two 首批=the_first 整整=a_full 各式=various
        大部分的=most_of_the 绝大部分的=the_vast_majority_of 全部的=all 一大批=a_large_number_of
        一整个=an_entire 多级=multi-level 多层=multi-layer 几大=several_major 四大=four_major
        五大=five_major
    """,
    Kind.PREPOSITION: """
        伴随=with 介于=between 来自于=from 鉴于=given 源自=from 较=compared_with 相较于=compared_with
        相比较于=compared_with 相较=compared_with
    """,
    Kind.MODAL: """
        要=need_to 下定决心=be_determined_to 决定=decide_to:decide 计划=plan_to:plan 打算=plan_to:plan
        没有=did_not:do_not_have 并没有=did_not:do_not_have 没=did_not:do_not_have
        无需=without_having_to:without 都需要=need_to:need 就需要=need_to:need 也需要=also_need_to:also_need
        还需要=also_need_to:also_need 仅需=only_need_to 只会=will_only 可望=is_expected_to
        乐于=is_willing_to 不宜=should_not
    """,
    Kind.CONJUNCTION: """
        再加上=in_addition 所以说=so 换言之=in_other_words 不单=not_only 又或者=or 亦或=or 抑或=or 既=both
        因为如此=because_of_this 与之相对=in_contrast
    """,
}
"""Text tables by kind."""
