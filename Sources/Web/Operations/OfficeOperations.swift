package import Casework
import BudgetModel

/// The interface of the office: every operation there is.
package enum OfficeOperations {
    package static func all(_ desk: Desk) -> [Operation] {
        let parts: [[Operation]] = [
            session(desk), units(desk), programmes(desk), imports(desk), cases(desk), stages(desk), offline(desk), reviews(desk),
            results(desk), sums(desk), evidence(desk), windows(desk), rules(desk), people(desk), events(desk),
        ]
        return parts.flatMap(\.self)
    }

    package static let about = OpenAPIDocument.About(
        title: Wording(zh: "Jixiao 预算绩效管理", en: "Jixiao budget performance management"), version: "1",
        description: Wording(
            zh: "个案是一个项目（或一个部门整体）的一个年度，经过目标、监控、自评、复核等环节；每次保存都是不再改动的版本，每步操作都进入操作记录链。金额为元，分数为十进制文本。",
            en: "A case is one programme (or one department as a whole) in one year; it goes through stages. Each save is a revision that never changes, each act a link of the audit chain. Amounts are yuan, scores decimal text."),
        tags: [
            ("session", Wording(zh: "登录", en: "Sessions")), ("units", Wording(zh: "单位", en: "Units")), ("programmes", Wording(zh: "项目和预算", en: "Programmes and budgets")),
            ("cases", Wording(zh: "个案", en: "Cases")), ("stages", Wording(zh: "环节和表格", en: "Stages and forms")), ("reviews", Wording(zh: "抽样和复核", en: "Samples and reviews")), ("results", Wording(zh: "结果应用、整改、公开", en: "Use of results, rectification, publication")),
            ("sums", Wording(zh: "汇总和交换", en: "Sums and exchange")), ("evidence", Wording(zh: "佐证材料", en: "Evidence")),
            ("windows", Wording(zh: "填报期限", en: "Windows")), ("rules", Wording(zh: "评分规则和方案", en: "Frameworks and profiles")), ("people", Wording(zh: "账号和权限", en: "Accounts and rights")), ("events", Wording(zh: "操作记录", en: "Audit chain")),
            ("server", Wording(zh: "服务器", en: "Server")),
        ])

    /// What somebody may do whose password was chosen by another.
    static let openBeforePasswordChange: Set<String> = ["getMe", "signOut", "setPassword"]

    static let read = CallerRule.scope(Scope.read.rawValue)
    static let write = CallerRule.scope(Scope.write.rawValue)
    static let manage = CallerRule.scope(Scope.manage.rawValue)
}
