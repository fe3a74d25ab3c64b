"""Content words of the trades and of everyday reports, beside the technical prose of ``vocabulary``.

The form of the tables is that of ``words``. Many of them stand here because CC-CEDICT gives an odd
sense first (队列 is a military formation there), or a kind that no sentence can use.
"""

from __future__ import annotations

from i18n_pipeline.engines.glossing.piece import Kind

TRADES = {
    Kind.NOUN: """
        解决方法=solution 解决方式=solution 解决思路=solution 解决过程=resolution_process 组内=the_group
        必选项=must 关注点=concern 时间节点=milestone 检测方式=detection_method 工作原理=working_principle
        日常运维=daily_O&M 日常工作=daily_work 热力图=heat_map 表行=table_row 这部分=this_part
        前三=top_three 准则=criteria 组织架构=organizational_structure 技术红利=technology_dividends
        失败率=failure_rate 中台业务=middle_platform_business 大趋势=general_trend 人员成本=labor_cost
        最优解=optimal_solution 盲区=blind_spot 实例数=number_of_instances 最终用户=end_user
        反脆弱性=antifragility 白皮书=white_paper 消息=message 队列=queue 消息通知=message_notification
        分布=distribution 机器=machine 机组=unit 库=library 小组=group 步=step 工程=project 标志=sign
        食材=ingredients 水果=fruit 蔬菜=vegetables 果蔬=fruits_and_vegetables 超市=supermarket
        商超=supermarket 促销活动=promotion 大促=promotion 双十一=Double_11 双11=Double_11 购物=shopping
        购物车=shopping_cart 发票=invoice 反欺诈=anti-fraud 理财=wealth_management 存款=deposit
        网银=online_banking 手机银行=mobile_banking 股份=shares 股东=shareholder 办事处=office
        高管=executive 董事长=chairman 总经理=general_manager 首席=chief 经理=manager
        产品经理=product_manager 项目经理=project_manager 客户经理=account_manager 家居=home
        家电=home_appliance 开关=switch 插座=socket 窗帘=curtain 灯光=lighting
        温湿度=temperature_and_humidity 门锁=door_lock 固件=firmware 人体传感器=motion_sensor
        语音助手=voice_assistant 蓝牙=Bluetooth 局域网=LAN 广域网=WAN 宽带=broadband 基站=base_station
        短信=SMS 话务=call_traffic 呼叫中心=call_center 骨干网=backbone_network 机柜=cabinet 机架=rack
        能耗=energy_consumption 玩家=player 手游=mobile_game 端游=PC_game 页游=web_game
        社交=social_networking 音乐=music 影视=film_and_television 娱乐=entertainment 零部件=component
        模具=mold 工艺=process 工序=process 良率=yield 良品率=yield_rate 质检=quality_inspection
        物料=material 排产=production_scheduling 机器人=robot 机械=machinery 加工=processing
        数控=numerical_control 机床=machine_tool 转运=transfer 转运中心=transfer_center 干线=trunk_line
        运力=transport_capacity 司机=driver 车队=fleet 海关=customs 货运=freight 患者=patient 病人=patient
        医生=doctor 病历=medical_record 影像=image 药品=medicine 社保=social_security 短板=weakness
        隐患=hidden_danger 弊端=drawback 缺点=disadvantage 优点=advantage 特色=feature 意义=significance
        中期=middle_stage 试点=pilot 预算=budget 开销=overhead 人力物力=manpower_and_resources
        物力=material_resources 回报=return 吞吐=throughput 抖动=jitter 丢包=packet_loss 卡顿=lag
        大屏=big_screen 冗余=redundancy 碎片=fragment 碎片化=fragmentation 孤岛=silo 低谷=trough 高峰=peak
        双方=both_parties 代理商=agent 决策者=decision_maker 领导=leader 老板=boss 爱好者=enthusiast
        布道师=evangelist 志愿者=volunteer 版图=landscape 闭环=closed_loop 基座=foundation 基石=cornerstone
        地基=foundation 抓手=starting_point 突破口=breakthrough 风口=trend 影响力=influence
        知名度=popularity 口碑=reputation 信誉=reputation 净利润=net_profit 增速=growth_rate
        增幅=growth_rate 量级=magnitude 进度=progress 粒度=granularity 颗粒度=granularity 广度=breadth
        力度=intensity 热度=popularity 精度=accuracy 成熟度=maturity 参与度=participation 工作量=workload
        访问量=traffic 事故=incident 线上事故=production_incident 疏忽=negligence 流域=river_basin
        居民=resident 商城=mall 令牌=token 会话=session 曲线=curve 学习曲线=learning_curve
        研究院=research_institute 通道=channel 资料=data 网页=web_page 站点=site 一线=front_line 使用者=user
        事=matter 地址=address 边界=boundary 预案=contingency_plan 第三季度=third_quarter 蓝图=blueprint
        视角=perspective 颜色=color 认知=cognition 人数=number_of_people 左边=the_left 右边=the_right
        全称=full_name 摘要=summary 信号=signal 结论=conclusion 痕迹=trace 权重=weight 时区=time_zone
        基线=baseline 时钟=clock 偏差=deviation 用量=usage 样子=appearance 办法=way 现象=phenomenon
        线路=line 池=pool 端=side 温度=temperature 高可靠性=high_reliability 数据流量=data_traffic
        网络流量=network_traffic 虚拟主机=virtual_host 数据量级=data_volume 硬件设备=hardware
        软件包=software_package 安装包=installation_package 依赖包=dependency 配置文件=configuration_file
        配置信息=configuration_information 环境变量=environment_variable 测试用例=test_case
        代码质量=code_quality 开发周期=development_cycle 交付周期=delivery_cycle 上线周期=release_cycle
        生产制造=manufacturing 技术人员=technical_staff 工作人员=staff 业务人员=business_staff
        业务线=business_line 业务系统=business_system 业务场景=business_scenario
        业务需求=business_requirement 业务逻辑=business_logic 业务部门=business_department
        业务流程=business_process 业务模式=business_model 商业模式=business_model 运营模式=operating_model
        用户需求=user_requirement 客户需求=customer_requirement 市场需求=market_demand 使用情况=usage
        核心业务=core_business 核心技术=core_technology 核心竞争力=core_competitiveness
        主营业务=main_business 工作压力=work_pressure 使用过程=use 一段时间=a_period_of_time
        长远=the_long_run 长远来看=the_long_run 大部分时间=most_of_the_time 问题排查=troubleshooting
        日志系统=logging_system 日志收集=log_collection 日志采集=log_collection 日志管理=log_management
        监控系统=monitoring_system 监控数据=monitoring_data 告警系统=alerting_system
        告警信息=alert_information 资源管理=resource_management 用户管理=user_management
        权限管理=permission_management 项目管理=project_management 事件管理=event_management
        管理平台=management_platform 容器技术=container_technology 容器平台=container_platform
        容器编排=container_orchestration 容器编排引擎=container_orchestration_engine
        编排工具=orchestration_tool 开源社区=open_source_community 开源软件=open_source_software
        开源项目=open_source_project 开源产品=open_source_product 云原生技术=cloud_native_technology
        虚拟化平台=virtualization_platform 网络插件=network_plugin 网络策略=network_policy
        存储插件=storage_plugin 存储后端=storage_backend 物联网设备=IoT_device 边缘节点=edge_node
        边缘设备=edge_device 数据安全=data_security 信息安全=information_security 数据分析=data_analysis
        数据处理=data_processing 数据采集=data_collection 数据备份=data_backup 移动应用=mobile_application
        应用系统=application_system 应用场景=application_scenario 全过程=whole_process 全流程=whole_process
        生命线=lifeline 主要原因=main_reason 根本原因=root_cause 用户端=client
    """,
    Kind.ADJECTIVE: """
        棒=great 很棒=great 焦急=anxious 可持续=sustainable 不可持续=unsustainable 合适的=suitable
        相斥=mutually_exclusive 混合型=hybrid 专属=dedicated 通用型=general-purpose
        多云多集群=multi-cloud_and_multi-cluster 大多数的=most 单个=single 个人=personal 国有=state-owned
        新鲜=fresh 无线=wireless 精密=precision 缓慢=slow 瞬时=instantaneous 海量=massive 任意=any
        互联=interconnected 异地=remote 按需=on-demand 臃肿=bloated 老旧=outdated 低下=low 不便=inconvenient
        不易=not_easy 短缺=short 混乱=chaotic 即插即用=plug-and-play 对应=corresponding 极端=extreme
        常用=commonly_used 同一=the_same 同一个=the_same 连续=continuous 原始=original 固定=fixed
        密集=intensive 典型=typical 高危=high-risk 偏远=remote 备用=backup 棘手=tricky 随机=random
        稳健=steady 数字=digital 人为=human 难=difficult 必然=inevitable 急迫=urgent 和谐=harmonious
        下一代=next-generation 一次性=one-time 量身定制=tailor-made 一致的=consistent 单一的=single
        可见=visible 不一致=inconsistent 不稳定=unstable 不完善=imperfect 不可控=uncontrollable
        不统一=inconsistent 不规范=non-standard 最低=lowest 最高=highest 最多=most 最少=least 最快=fastest
        最大的=largest 最早=earliest 最关键=most_critical 最重要=most_important 更强=stronger
        更多样=more_diverse 更简单=simpler 重大=major 方便=convenient 耗时=time-consuming
        高可用性=highly_available 数不胜数=countless 一目了然=clear_at_a_glance 迫在眉睫=imminent
        势在必行=imperative
    """,
    Kind.ADVERB: """
        还是=still 将近=nearly 靠前=ahead 远程地=remotely 简单地=simply 较好地=well 默默=quietly
        专门为=specially_for 在一起=together 齐心协力=together 无疑=undoubtedly 随意=casually
        原先=originally 次日=the_next_day 互相=mutually:mutual 互=mutually:mutual 突然=suddenly:sudden
        共有=a_total_of 一共=a_total_of 此后=since_then 最近=recently:recent 随机地=randomly 反复=repeatedly
        长期以来=for_a_long_time 近几年=in_recent_years 定时=regularly:scheduled 定期=regularly:regular
        滚动=in_a_rolling_manner:rolling 同比=year_on_year 环比=quarter_on_quarter
        去年=last_year:last_year's 今年=this_year:this_year's 明年=next_year:next_year's
        必然会=will_inevitably 全程=throughout:whole-process 实在=really 便=then 却=but 如今已=now 即将=soon
        早已=long 仍旧=still 截至到目前=so_far 相对来说=relatively 总体=overall:overall
        从长远来看=in_the_long_run 毫无疑问=undoubtedly 不可避免=inevitably 夜间=at_night:nighttime
        一步步=step_by_step 更容易=more_easily 远远=far 不易于=not_easily 有效地=effectively
        直观地=intuitively 更快地=faster 快速地=quickly 无形中=invisibly 同时也=also 同时还=also
        从来都=always
    """,
    Kind.VERB: """
        拿不到=cannot_get 读不到=cannot_read 找不到=cannot_find 抗不住=cannot_withstand 看不到=cannot_see
        做不到=cannot_do 达不到=cannot_reach 跑满=use_up 抽出来=extract 测出来=measure 拆出来=split_out
        空出来=free_up 展现出来=show 呈现出来=present 调好=tune_well 配置好=configure 设置好=set
        准备好=prepare 抗住=withstand 宕=go_down 挂了=failed 恢复到=restore_to 卖=sell 赋予=give
        并行=run_in_parallel 拉起=start 打开了=opened 走到=reach 改为了=changed_to 接入了=connected_to
        投入到=invest_in 提供了=provided 作=make 安装在=be_installed_on 写=write:writing 继续=continue
        停=stop 完=finish 靠=rely_on 承接=undertake 隶属=belong_to 分配=allocate:allocation
        调查=investigate:investigation 闲置=be_idle 独占=occupy_exclusively 检验=inspect:inspection
        记录=record:record 收=receive 进=enter 出=come_out 降=reduce 退出=exit 管=manage 查=check 换=change
        交给=hand_over_to 等待=wait_for 认识=know:understanding 改成=change_to 导入=import:import
        导出=export:export 追溯=trace:tracing 打印=print:printing 填写=fill_in 控=control
        反馈=feed_back:feedback 防护=protect:protection 加固=reinforce:reinforcement 减轻=reduce
        供货=supply:supply 订购=order:ordering 促销=promote:promotion 抢购=snap_up:flash_sale
        退款=refund:refund 对账=reconcile:reconciliation 清算=clear:clearing 控股=hold:holding
        组装=assemble:assembly 焊接=weld:welding 保养=maintain:maintenance 维修=repair:repair
        点检=inspect:inspection 签收=sign_for:receipt 揽收=collect:collection 派送=deliver:delivery
        报关=declare:customs_declaration 考察=inspect:inspection 产出=produce:output 投放=launch:delivery
        步入=enter 迈入=enter 变革=transform:change 领跑=lead 拉动=drive 激发=stimulate 挖掘=explore:mining
        构筑=build 创办=found 起步=start:start 诞生=be_born 问世=come_out 壮大=grow:growth 斩获=win
        维持=maintain 贯彻=implement 肩负=shoulder 坐落=be_located 源于=come_from 构成=constitute
        制约=restrict:constraint 阻碍=hinder:obstacle 妨碍=hinder 困扰=trouble:trouble 欠缺=lack
        割裂=separate:separation 滞后=lag_behind 突发=burst:burst 毕业=graduate:graduation
        捐赠=donate:donation 从事=be_engaged_in 看重=value 受到=be_subject_to 办理=handle 纳入=include
        迁入=move_in 改用=switch_to 还原=restore 关心=care_about 有着=have 付费=pay 重复=repeat:repetition
        失联=lose_contact 谈到=talk_about 接近=approach 提=raise 讲=talk_about 安置=place 破损=be_damaged
        发=send 转=turn 提取=extract:extraction 翻译=translate:translation 承受=withstand 促使=prompt
        迫使=force 聊天=chat:chat 开服=launch_servers 对战=battle:battle 联网=connect_to_the_Internet
        归功于=be_attributed_to 落后于=lag_behind 依赖于=depend_on 受限于=be_limited_by 局限于=be_limited_to
        登录到=log_in_to 迁移到=migrate_to 部署到=deploy_to 应用到=apply_to 发布到=release_to
        上传到=upload_to 集成到=integrate_into 整合到=integrate_into 接入到=connect_to 切换到=switch_to
        分配到=allocate_to 分发到=distribute_to 调度到=schedule_to 同步到=synchronize_to 传到=transfer_to
        发送到=send_to 写入到=write_to 扩大至=expand_to 提升至=increase_to 缩短至=shorten_to
        降低至=reduce_to 降至=reduce_to 升级到=upgrade_to 拆分成=split_into 拆分为=split_into
        划分为=divide_into 封装成=encapsulate_into 打包成=package_into 转化为=transform_into
        转换为=convert_to 转换成=convert_to 定位到=locate 意识到=realize 感受到=feel 享受到=enjoy
        体会到=realize 学习到=learn 了解到=learn 注意到=notice 接触到=come_into_contact_with 运行于=run_on
        部署于=be_deployed_on 应用在=apply_in 使用在=use_in 用在=use_in 存储在=be_stored_in
        保存在=be_stored_in 体现在=be_reflected_in 减小=reduce 承诺=promise:commitment 参加=participate_in
        关联=associate:association 搭载=be_equipped_with 配备=be_equipped_with 独立部署=deploy_independently
        二次开发=customize:secondary_development 自主开发=develop_independently 深受=be_deeply_loved_by
        秉承着=uphold 超越=surpass 达到了=reached 通知到=notify 上架=put_on_the_shelf 下架=remove 抢占=seize
        暂停=suspend 终止=terminate 删减=cut 弥补=make_up_for 填补=fill 解除=remove
        补充=supplement:supplement
    """,
    Kind.PREPOSITION: """
        诸如=such_as 依据=according_to 借由=through 因=because_of 鉴于此=in_view_of_this 伴随着=with
        有鉴于此=in_view_of_this 归因于=due_to
    """,
    Kind.MODAL: """
        只好=have_to 有能力=be_able_to 有必要=it_is_necessary_to 难于=hard_to 需要考虑=need_to_consider
        不得=must_not 必须要=must 需要去=need_to 可以说=can_be_said_to 不便于=not_easy_to 愈发=increasingly
        正在计划=are_planning_to 却要=but_have_to 只需要=only_need_to:only_need 只需=only_need_to:only_need
        不仅可以=can_not_only 不但可以=can_not_only 还要=also_need_to 都要=have_to 就要=will 都无法=cannot
        可以通过=can_use 都是=are 也是=is_also 还是会=will_still 不是很=is_not_very 已经可以=can_already
        并不会=will_not 才会=will_only 便可=can 从而可以=so_that_it_can
    """,
    Kind.PRONOUN: """
        这张=this 那张=that 这家=this 这款=this 这份=this 这一切=all_this 每个人=everyone 我司=our_company
        你们的=your 那套=that
    """,
    Kind.DROP: """
        张=_
    """,
    Kind.COUNT: """
        每一个=each 每一位=each 这两个=these_two 这几个=these 三种=three 三个=three 四个=four 五个=five
        多达=up_to 哪几个=which 许许多多=many 单台=a_single 同样的=the_same 绝大多数=the_vast_majority_of
        绝大部分=the_vast_majority_of 少数=a_few 其余=other 单套=a_single 一套=a_set_of
        一整套=a_complete_set_of 一家=a 一款=a 一种=a 一项=a 一名=a 一位=a 一支=a 一条=a 一台=a 一张=a
        一份=a 一段=a_period_of 多年的=years_of 近百家=nearly_100 两套=two 每台=each 每家=each 每位=each
        每种=each 每项=each 各个业务=each_business 大多=most
    """,
}
