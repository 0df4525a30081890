/// What a department of the demo does: ordinary public services.
struct DemoSector: Sendable {
    struct Target: Sendable {
        var level1: String
        var level2: String
        var name: String
        var target: Int
        var unit: String
        var weight: Int

        init(_ level1: String, _ level2: String, _ name: String, _ target: Int, _ unit: String, _ weight: Int) {
            (self.level1, self.level2, self.name, self.target, self.unit, self.weight) = (level1, level2, name, target, unit, weight)
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
    var served: String
    var programmes: [Programme]

    static let all = [
        DemoSector(
            code: "205", department: "示例县教育局", units: ["实验小学", "第二中学"], quality: "验收合格率", served: "学生家长",
            programmes: [
                Programme(name: "教室照明改造", quantity: ("改造教室间数", 120, "间"), benefit: ("受益学生人数", 4_800, "人"), budget: 96), Programme(name: "图书更新", quantity: ("购置图书册数", 15_000, "册"), benefit: ("借阅人次", 20_000, "人次"), budget: 45),
                Programme(name: "教师培训", quantity: ("培训教师人次", 600, "人次"), benefit: ("开出示范课节数", 80, "节"), budget: 38), Programme(name: "运动场维修", quantity: ("维修场地面积", 9_000, "平方米"), benefit: ("开放天数", 240, "天"), budget: 150),
                Programme(name: "饮水设备更换", quantity: ("更换设备台数", 90, "台"), benefit: ("受益师生人数", 5_200, "人"), budget: 27),
            ]),
        DemoSector(
            code: "219", department: "示例县水务局", units: ["供水站"], quality: "工程验收合格率", served: "受益群众",
            programmes: [
                Programme(name: "管网改造", quantity: ("改造管网长度", 26, "公里"), benefit: ("受益户数", 3_100, "户"), budget: 420), Programme(name: "水质监测", quantity: ("监测次数", 480, "次"), benefit: ("覆盖村数", 96, "个"), budget: 60),
                Programme(name: "水表更换", quantity: ("更换水表数量", 6_000, "块"), benefit: ("减少漏水量", 12, "万吨"), budget: 130), Programme(name: "泵站维修", quantity: ("维修泵站座数", 14, "座"), benefit: ("保障灌溉面积", 22_000, "亩"), budget: 210),
                Programme(name: "节水宣传", quantity: ("宣传活动场次", 40, "场"), benefit: ("参与人次", 9_000, "人次"), budget: 12),
            ]),
        DemoSector(
            code: "214", department: "示例县交通运输局", units: ["公路养护中心"], quality: "工程验收合格率", served: "沿线群众",
            programmes: [
                Programme(name: "农村公路养护", quantity: ("养护里程", 412, "公里"), benefit: ("受益行政村数", 138, "个"), budget: 560), Programme(name: "危桥改造", quantity: ("改造桥梁座数", 6, "座"), benefit: ("恢复通行村数", 18, "个"), budget: 380),
                Programme(name: "标志标线更新", quantity: ("更新标线长度", 95, "公里"), benefit: ("覆盖路段条数", 31, "条"), budget: 74), Programme(name: "公交站亭建设", quantity: ("建设站亭座数", 48, "座"), benefit: ("服务线路条数", 12, "条"), budget: 115),
                Programme(name: "水毁修复", quantity: ("修复路段处数", 27, "处"), benefit: ("恢复通车里程", 33, "公里"), budget: 190),
            ]),
        DemoSector(
            code: "207", department: "示例县文化和旅游局", units: ["图书馆", "文化馆"], quality: "活动计划完成率", served: "读者观众",
            programmes: [
                Programme(name: "免费开放", quantity: ("开放天数", 320, "天"), benefit: ("到馆人次", 160_000, "人次"), budget: 88), Programme(name: "流动服务", quantity: ("下乡服务次数", 150, "次"), benefit: ("服务村数", 75, "个"), budget: 33),
                Programme(name: "数字资源", quantity: ("新增数字资源种数", 900, "种"), benefit: ("线上访问次数", 52_000, "次"), budget: 41), Programme(name: "阅读推广", quantity: ("推广活动场次", 60, "场"), benefit: ("参与人次", 11_000, "人次"), budget: 19),
                Programme(name: "设施维护", quantity: ("维护设备台数", 130, "台"), benefit: ("可用座位数", 640, "个"), budget: 24),
            ]),
        DemoSector(
            code: "210", department: "示例县卫生健康局", units: ["社区卫生服务中心"], quality: "操作规范率", served: "就诊群众",
            programmes: [
                Programme(name: "老年人体检", quantity: ("体检人数", 8_200, "人"), benefit: ("建立档案份数", 8_000, "份"), budget: 164), Programme(name: "疫苗接种", quantity: ("接种剂次", 21_000, "剂次"), benefit: ("覆盖村居数", 160, "个"), budget: 98),
                Programme(name: "设备购置", quantity: ("购置设备台数", 36, "台"), benefit: ("新增检查项目数", 11, "项"), budget: 275), Programme(name: "健康讲座", quantity: ("讲座场次", 110, "场"), benefit: ("听讲人次", 7_500, "人次"), budget: 15),
                Programme(name: "家庭医生签约", quantity: ("签约户数", 5_600, "户"), benefit: ("随访次数", 22_000, "次"), budget: 67),
            ]),
    ]
}
