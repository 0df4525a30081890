/// What a department of the demo does: ordinary public services.
struct DemoSector: Sendable {
    struct Target: Sendable {
        var level1: String
        var level2: String
        var name: String
        var target: Int
        var unit: String
        var weight: Int
        var comparator: String

        init(_ level1: String, _ level2: String, _ name: String, _ target: Int, _ unit: String, _ weight: Int, _ comparator: String = ">=") {
            (self.level1, self.level2, self.name, self.comparator, self.target, self.unit, self.weight) = (level1, level2, name, comparator, target, unit, weight)
        }

        /// Whether a value is not to be passed, as costs are.
        var isCeiling: Bool { comparator == "<=" }

        func isMissed(by actual: Int) -> Bool { isCeiling ? actual > target : actual < target }

        /// In hundredths of a point, half up: its share of the target, or of what a ceiling was passed by.
        func points(for actual: Int) -> Int {
            guard isMissed(by: actual) else { return weight * 100 }
            let share = isCeiling ? max(0, 2 * target - actual) : actual
            return (weight * 100 * share * 2 + target) / (2 * target)
        }
    }

    struct Programme: Sendable {
        var name: String
        /// What is done and for whom, as the goal says it.
        var quantity: (name: String, target: Int, unit: String)
        var benefit: (name: String, target: Int, unit: String)
        /// In 万元.
        var budget: Int
    }

    var code: String
    var department: String
    var units: [String]
    var quality: String
    /// What is left when the year's work is done.
    var lasting: String
    var served: String
    /// Why work falls behind here, and what is done about it.
    var setbacks: [(cause: String, measure: String)]
    var programmes: [Programme]

    static let all = [
        DemoSector(
            code: "205", department: "示例县教育局", units: ["实验小学", "第二中学"], quality: "验收合格率", lasting: "设施管护制度覆盖率", served: "学生家长",
            setbacks: [
                ("招标流标一次，施工单位7月底才进场", "已重新签订施工合同"),
                ("开学后只能利用周末施工，工期顺延", "已把剩余工程排入寒假"),
                ("部分班级合并，实际需求少于申报数", "已按新的班额重新核定"),
            ],
            programmes: [
                Programme(name: "教室照明改造", quantity: ("改造教室间数", 120, "间"), benefit: ("受益学生人数", 4_800, "人"), budget: 96),
                Programme(name: "图书更新", quantity: ("购置图书册数", 15_000, "册"), benefit: ("借阅人次", 20_000, "人次"), budget: 45),
                Programme(name: "教师培训", quantity: ("培训教师人次", 600, "人次"), benefit: ("开出示范课节数", 80, "节"), budget: 38),
                Programme(name: "运动场维修", quantity: ("维修场地面积", 9_000, "平方米"), benefit: ("开放天数", 240, "天"), budget: 150),
                Programme(name: "饮水设备更换", quantity: ("更换设备台数", 90, "台"), benefit: ("受益师生人数", 5_200, "人"), budget: 27),
            ]),
        DemoSector(
            code: "219", department: "示例县水务局", units: ["供水站"], quality: "工程验收合格率", lasting: "管护责任落实率", served: "受益群众",
            setbacks: [
                ("汛期停工三周", "已增派两支施工队"),
                ("管材供货晚于合同两个月", "已向供货商发函催货并扣减履约款"),
                ("两个村的占地协调未完成", "已由镇政府牵头签订占地协议"),
            ],
            programmes: [
                Programme(name: "管网改造", quantity: ("改造管网长度", 26, "公里"), benefit: ("受益户数", 3_100, "户"), budget: 420),
                Programme(name: "水质监测", quantity: ("监测次数", 480, "次"), benefit: ("覆盖村数", 96, "个"), budget: 60),
                Programme(name: "水表更换", quantity: ("更换水表数量", 6_000, "块"), benefit: ("减少漏水量", 12, "万吨"), budget: 130),
                Programme(name: "泵站维修", quantity: ("维修泵站座数", 14, "座"), benefit: ("保障灌溉面积", 22_000, "亩"), budget: 210),
                Programme(name: "节水宣传", quantity: ("宣传活动场次", 40, "场"), benefit: ("参与人次", 9_000, "人次"), budget: 12),
            ]),
        DemoSector(
            code: "214", department: "示例县交通运输局", units: ["公路养护中心"], quality: "工程验收合格率", lasting: "日常巡查覆盖率", served: "沿线群众",
            setbacks: [
                ("夏季连续降雨，路基含水量超标不能摊铺", "已调整施工顺序并增加设备"),
                ("沥青到货晚于合同一个半月", "已改由两家供货"),
                ("部分路段管线迁改未完成", "已与管线单位约定迁改时间"),
            ],
            programmes: [
                Programme(name: "农村公路养护", quantity: ("养护里程", 412, "公里"), benefit: ("受益行政村数", 138, "个"), budget: 560),
                Programme(name: "危桥改造", quantity: ("改造桥梁座数", 6, "座"), benefit: ("恢复通行村数", 18, "个"), budget: 380),
                Programme(name: "标志标线更新", quantity: ("更新标线长度", 95, "公里"), benefit: ("覆盖路段条数", 31, "条"), budget: 74),
                Programme(name: "公交站亭建设", quantity: ("建设站亭座数", 48, "座"), benefit: ("服务线路条数", 12, "条"), budget: 115),
                Programme(name: "水毁修复", quantity: ("修复路段处数", 27, "处"), benefit: ("恢复通车里程", 33, "公里"), budget: 190),
            ]),
        DemoSector(
            code: "207", department: "示例县文化和旅游局", units: ["图书馆", "文化馆"], quality: "服务规范达标率", lasting: "常态化服务覆盖率", served: "读者观众",
            setbacks: [
                ("场馆消防改造，闭馆两个月", "已把部分活动改在分馆和村文化室举办"),
                ("数字资源采购重新论证，合同签订推迟", "已完成论证并签订合同"),
                ("下乡车辆检修，服务点次减少", "已租用车辆补足场次"),
            ],
            programmes: [
                Programme(name: "免费开放", quantity: ("开放天数", 320, "天"), benefit: ("到馆人次", 160_000, "人次"), budget: 88),
                Programme(name: "流动服务", quantity: ("下乡服务次数", 150, "次"), benefit: ("服务村数", 75, "个"), budget: 33),
                Programme(name: "数字资源", quantity: ("新增数字资源种数", 900, "种"), benefit: ("线上访问次数", 52_000, "次"), budget: 41),
                Programme(name: "阅读推广", quantity: ("推广活动场次", 60, "场"), benefit: ("参与人次", 11_000, "人次"), budget: 19),
                Programme(name: "设施维护", quantity: ("维护设备台数", 130, "台"), benefit: ("可用座位数", 640, "个"), budget: 24),
            ]),
        DemoSector(
            code: "210", department: "示例县卫生健康局", units: ["社区卫生服务中心"], quality: "操作规范率", lasting: "健康档案更新率", served: "就诊群众",
            setbacks: [
                ("设备到货比合同晚两个月", "已安排工程师驻点安装调试"),
                ("外出务工人员多，预约到检人数少于预期", "已增加周末和晚间服务"),
                ("两名医护人员外出进修，服务力量不足", "已由县医院派人支援"),
            ],
            programmes: [
                Programme(name: "老年人体检", quantity: ("体检人数", 8_200, "人"), benefit: ("建立档案份数", 8_000, "份"), budget: 164),
                Programme(name: "疫苗接种", quantity: ("接种剂次", 21_000, "剂次"), benefit: ("覆盖村居数", 160, "个"), budget: 98),
                Programme(name: "设备购置", quantity: ("购置设备台数", 36, "台"), benefit: ("新增检查项目数", 11, "项"), budget: 275),
                Programme(name: "健康讲座", quantity: ("讲座场次", 110, "场"), benefit: ("听讲人次", 7_500, "人次"), budget: 15),
                Programme(name: "家庭医生签约", quantity: ("签约户数", 5_600, "户"), benefit: ("随访次数", 22_000, "次"), budget: 67),
            ]),
    ]
}
