/// The clauses of the catalogue as the domain rules list them, whether or not a rule stands for them.
extension Clause {
    /// The 123 codes of the rule catalogue, then the 14 agreed deduction rules of self-evaluation reviews.
    package static let all: [Clause] = catalogue.split(separator: "\n").map { Clause(catalogue: $0) } + reviews.split(separator: "\n").map { Clause(review: $0) }

    /// Code, severity (E, W, I), stages (G goal, M monitoring, S self-evaluation, R report, D disclosure, A all), Chinese, English.
    private static let catalogue = """
        A01|E|G,S|分值（权重）合计不是100分|Weights of the object do not sum to 100
        A02|E|G,S|三级指标分值之和不等于上级分值|Level-3 weights do not sum to their level 2 or level 1
        A03|E|G,S|分值为0、负数或空|A weight is 0, negative or empty
        A04|W|G,S|一级指标分值与规则不同而无说明|Level-1 weights differ from the framework without a reason
        A05|E|S|得分超过分值或小于0|Score above its weight or below 0
        A06|E|S|填报得分与按规则核算的不同|Stated score differs from the computed one
        A07|E|S|总分不等于各行得分之和|Stated total is not the sum of the stated points
        A08|E|S|定性指标得分不在所属档次内|Qualitative score outside its tier
        A09|W|S|差额只由四舍五入造成|Only rounding explains the difference
        A10|E|G,S|资金分项与合计不符|Money rows do not add up to the total
        A11|E|G,S|元与万元混用|Units of money mixed
        A12|E|G,S|必填项空缺|Required cell empty
        A13|E|G,S|定量指标值不是数或没有单位|Quantitative value is not numeric or has no unit
        A14|W|G|三级指标重名|Duplicate level-3 name
        A15|W|G,S|同一指标在产出和效益重复|The same indicator under output and under benefit
        A16|E|G|项目编码、单位编码或年度不在预算库|Code or year not in the budget base
        A17|E|S|等级与得分不符|Grade does not match the score
        A18|W|S|有等级而无总分|Grade claimed without a total
        A19|I|G,S|符号重复或以文字代替单位符号|Sign printed twice or a unit word instead of the symbol
        A20|E|S|重新核算后等级改变|The grade changes when the points are computed again
        B01|W|G|空泛用语，没有衡量标准|Vague verb without measure
        B02|W|G|目标只列工作，没有结果|Goal lists work, not result
        B03|W|G|目标照抄部门职责|Goal copies the department's duties
        B04|W|G|目标与上年或其他单位雷同|Goal identical or nearly to last year's or another unit's
        B05|W|G|目标没有数量也没有时间|Goal has no number and no date
        B06|W|G|目标没有说明资金买什么|Goal does not mention what the money buys
        B07|W|G|对象不符：部门目标写“本项目”或相反|Object mismatch: project or department
        B08|I|G|专项目标只写保障正常运转|Goal is only to ensure normal operation
        B09|W|G|目标的内容没有对应指标|Goal has parts with no indicator
        B10|W|G|指标不属于目标的任何部分|Indicator belongs to no part of the goal
        B11|W|G|残留其他年度或单位的名称|Year or name left over from another form
        B12|W|G|目标与资金规模不相称|Goal and money out of proportion
        C01|E|G|缺少必设的二级指标|Missing compulsory level 2
        C02|W|G|数量指标考核的是支出|Quantity indicator that measures spending
        C03|W|G|数量指标为定性描述|Quantity indicator is qualitative
        C04|W|G|指标值为定性词|Qualitative words as target value
        C05|W|G|百分比没有计算方法和来源|Hollow percentage without formula or source
        C06|W|G|二级指标归类错误|Wrong level 2
        C07|E|G|成本指标使用≥或>|Cost indicator with ≥ or >
        C08|W|G|成本指标只重复项目预算|Cost indicator only repeats the budget
        C09|W|G|时效指标没有日期|Timeliness without a date
        C10|W|G|指标值不可能或没有意义|Target impossible or pointless
        C11|W|G|指标值过低|Target too low
        C12|W|G|指标值过高|Target too high
        C13|W|G|指标值全部为100%|All targets are 100 %
        C14|W|G|满意度指标值低于上年实际|Satisfaction target below the last actual
        C15|W|G|满意度对象错误或未写明|Satisfaction object wrong or not named
        C16|W|G|以无投诉代替满意度|Absence of complaints used as satisfaction
        C17|W|G|指标没有佐证或数据来源|No evidence plan or data source
        C18|I|G|指标过多或过少|Too many or too few indicators
        C19|I|G|单个指标超过40分|One indicator carries more than 40 points
        C20|W|G|所有分值相等|All weights equal
        C21|W|G|效益指标实为产出|Benefit indicator is really an output
        C22|W|G|指标不受单位控制|Indicator not under the unit's control
        C23|I|G|指标名称没有计量名词|Name without a noun of measure
        C24|W|G|指标与项目无关|Indicator unrelated to the project
        C25|W|G|同类单位分值相差超过10分|Weights differ by more than 10 among comparable units
        C26|I|G|指标库已有标准指标而未采用|A standard indicator exists and is not used
        C27|W|G|符号与指标方向相反|Sign contradicts the direction of the indicator
        C28|W|G|名称中的数值与指标值不同|The name states another value than the target
        D01|W|S|执行数超过全年预算|Executed above the annual budget
        D02|W|S|文字与数字相反|Text denies what the numbers say
        D03|W|S|执行率低于90%而无原因|Execution below 90 % without reason
        D04|W|S|执行率低于80%|Execution below 80 %
        D05|W|S|完成情况远好于支出|Results much better than spending
        D06|W|S|全年预算与年初预算不同而无说明|Annual budget differs from the initial one without explanation
        D07|W|S|预算调整超过30%|Adjustment above 30 % of the initial budget
        D08|E|G,S|有结转而资金分项缺失|Parts of money missing though there is carry-over
        D09|W|S|金额与决算不符|Amounts differ from the final account
        D10|W|S|基本支出加项目支出不等于合计|Basic and project spending do not make the total
        D11|W|M,S|没有预算却有支出或得分|Budget 0 but spending or points given
        D12|W|S|跨年总额与年度数比较|Multi-year total compared with an annual figure
        D13|W|G,D|表头有年度金额而未填|Annual amount missing where the heading promises it
        D14|W|S|报告、清单和表中的项目数不一致|Number of projects inconsistent
        D15|W|G,S|单价乘数量不等于金额|Unit price times quantity is not the amount
        E01|W|S|完成值全部等于指标值|Every actual equals its target
        E02|W|S|行行满分|Every row full marks
        E03|E|S|未达指标值却得满分|Target missed and full points
        E04|W|S|未达目标或扣分而无原因|Missed or points taken off without a reason
        E05|W|S|大幅超额而无说明|Over-achievement without a remark
        E06|W|S|原因空洞|Reason is an empty phrase
        E07|W|S|原因与数字矛盾|Reason contradicts the number
        E08|E|S|定量指标的完成值是文字|Actual text instead of a number
        E09|W|S|定性完成值不属于任何档次|Qualitative actual not one of the tiers
        E10|W|S|没有佐证材料|No evidence attached
        E11|E|S|满意度没有调查依据|Satisfaction without survey
        E12|W|S|佐证的日期或单位不符|Evidence of another year or unit
        E13|W|S|完成日期与验收材料矛盾|Completion date contradicts the acceptance paper
        E14|W|S|以签约充当完成|Signed counted as done
        E15|W|S|比率与数量不符|Rate inconsistent with counts
        E16|W|S|指标值与完成值单位不同|Unit changed between target and actual
        E17|W|S|批复后擅自改变指标值|Target silently changed after approval
        E18|W|S|批复目标中的指标缺失或新增|Indicator of the approved goal missing, or a new one added
        E19|I|S|数字异常整齐|Digit oddities
        E20|W|S|同一佐证用于不同指标或单位|Same evidence used twice
        E21|W|S|受益人名单重复、失联或金额不实|Beneficiary list with duplicates or false amounts
        E22|E|S|有界比率超过100%|Bounded rate above 100 %
        F01|E|R|报告缺少必备章节或顺序改变|Compulsory heading missing or order changed
        F02|W|R|报告与表中数字不同|Number in text differs from the form
        F03|W|R|成效没有数字|Claims without numbers
        F04|W|R|得分描述不可能成立|Impossible talk of scores
        F05|W|R|问题部分写成表扬|Problems section praises
        F06|W|R|问题没有措施、责任人和期限|Problem without measure, owner or date
        F07|W|R|照抄其他单位或年度|Copied from another unit or year
        F08|W|R|项目与部门混写|Mixes project and department
        F09|W|R|组织实施没有小组、日期和材料|Organisation chapter without group, date, material
        F10|W|R|没有说明上年整改情况|No statement on last year's rectification
        F11|W|R|构成百分比合计不是100%|Percentages of a whole do not sum to 100
        F12|I|R|版式不规范|Layout
        F13|W|R|结果分析没有逐项对应指标|Result analysis does not go through the indicators
        F14|W|R|结论没有指标支撑|Conclusions that follow from no indicator
        F15|W|R|落款日期超出期限或缺章|Signature outside the period, seal missing
        G01|E|A|逾期报送|Deadline missed
        G02|E|S|项目自评未全覆盖|Self-evaluation does not cover all projects
        G03|W|G|新增重大项目没有事前评估|New major project without ex-ante assessment
        G04|W|M|监控未填，或全绿而后未完成|Monitoring not filled, or all green and later missed
        G05|W|M|“完全不可能”而未申请调整|Impossible without an adjustment request
        G06|W|S|复评结果未按时答复|Re-evaluation not answered in time
        G07|W|D|公开的表与批复的不同|Published form differs from the approved one
        G08|E|D|公开稿含涉密标识或个人信息|Secret marker or personal data in the public copy
        G09|W|D|批复20日后才公开|Published later than 20 days after approval
        G10|W|D|公开目标的项目不足60%|Published goals below 60 % of projects
        G11|W|A|填报人与审核人相同|Same person fills and reviews
        """

    /// Number, Chinese, English.
    private static let reviews = """
        1|没有佐证材料，该指标0分|No evidence: 0 points
        2|指标与项目无关，0分|Indicator unrelated to the project: 0 points
        3|不具考核性，按轻重扣30%、60%、100%|Not checkable: 30, 60 or 100 % off
        4|满意度没有材料，0分|Satisfaction without material: 0 points
        5|完成值超过130%，不扣分但须说明|Actual above 130 %: no deduction, but a remark
        6|数量指标定性但相关，按比例计分|Quantity indicator qualitative but related: proportional
        7|时效指标多项任务部分逾期，扣30%|Timeliness, some of several tasks late: 30 % off
        8|效益定性但确有效果，不扣分|Benefit qualitative, effect exists: no deduction
        9|产出与效益重复，只计一个|Same indicator under output and benefit: keep one
        10|三级指标与二级不符，0分|Level 3 does not match its level 2: 0 points
        11|报告与盖章底稿一致|Report and stamped working paper agree
        12|报告逻辑自洽|Logic of the report
        13|报告格式规范|Format of the report
        14|每项扣分写明规则，比例与备注一致|Every deduction names its rule and percentage
        """
}
