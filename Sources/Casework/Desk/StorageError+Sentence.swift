package import BudgetModel
package import Storage

extension StorageError {
    /// What went wrong and what to do.
    package var sentence: Wording {
        switch self {
        case .constraint(let text): Wording(zh: "数据库拒绝了这条数据（\(text)）：它与已有的数据冲突，没有保存任何改动。", en: "The database refused the data (\(text)): it contradicts what is there; nothing was changed.")
        case .conflict: Wording(zh: "同时有别人在改，试了几次都没有成功，没有保存任何改动：请稍后再试。", en: "Others were changing the same data and several tries failed; nothing was changed: try again in a moment.")
        case .outcomeUnknown: Wording(zh: "提交时与数据库的连接断了，不知道改动有没有保存：请先查看现在的内容，再决定是否重做。", en: "The connection broke while the change was being committed; nobody knows whether it was kept: look at what is there before doing it again.")
        case .unreachable(let text): Wording(zh: "连不上数据库（\(text)）：请检查地址、网络和数据库服务是否在运行。", en: "The database cannot be reached (\(text)): check its address, the network, and that its server runs.")
        case .missing(let path): Wording(zh: "没有数据库文件 \(path)：请检查路径；新建请用 jixiao database init。", en: "There is no database file \(path): check the path; jixiao database init makes a new one.")
        case .refused(let text): Wording(zh: "数据库不让登录（\(text)）：请检查用户名、密码和库名。", en: "The database refuses the login (\(text)): check user, password and name of the database.")
        case .cannotWrite(let text): Wording(zh: "数据库写不进去（\(text)）：请检查磁盘空间和权限，没有保存任何改动。", en: "The database cannot be written (\(text)): check disk space and permissions; nothing was changed.")
        case .damaged(let text): Wording(zh: "数据库的内容有损坏（\(text)）：请停用并用最近的备份恢复，恢复前先用 jixiao verify 核对备份。", en: "The contents of the database are damaged (\(text)): stop using it and restore the latest backup, which jixiao verify checks.")
        case .unstorable(let text): Wording(zh: "文字里有不能保存的字符（\(text)）：请删去后再试。", en: "The text holds a character that cannot be stored (\(text)): remove it and try again.")
        case .schema(let state): state.sentence
        case .cancelled: Wording(zh: "操作被取消，或超过了时限，没有保存任何改动。", en: "The operation was cancelled or took too long; nothing was changed.")
        case .engine(let text): Wording(zh: "数据库报告错误（\(text)），没有保存任何改动。", en: "The database reports an error (\(text)); nothing was changed.")
        }
    }
}

extension SchemaState {
    package var sentence: Wording {
        switch self {
        case .empty: Wording(zh: "数据库是空的：请先运行 jixiao database init。", en: "The database is empty: run jixiao database init first.")
        case .foreign: Wording(zh: "数据库里有别的程序的表，没有 Jixiao 的：请换一个空的数据库。", en: "The database holds tables of another program: use an empty one.")
        case .older(let number): Wording(zh: "数据库的结构是旧版（第 \(number) 步）：请先备份，再运行 jixiao database migrate。", en: "The database has an older schema (step \(number)): back it up, then run jixiao database migrate.")
        case .current(let number): Wording(zh: "数据库的结构是最新的（第 \(number) 步）。", en: "The schema is current (step \(number)).")
        case .newer(let number): Wording(zh: "数据库是更新版本的程序建的（第 \(number) 步）：请升级这个程序。", en: "A later version of the program made this database (step \(number)): upgrade this program.")
        case .changed(let number): Wording(zh: "数据库结构第 \(number) 步与本程序的不同：请用当初的程序打开，或从备份恢复。", en: "Step \(number) of the schema is not the one this program knows: use the program that made it, or restore a backup.")
        }
    }
}

extension ContentError {
    package var sentence: Wording {
        switch self {
        case .missing(let digest): Wording(zh: "文件 \(digest) 不在文件夹里：请用备份恢复。", en: "The file \(digest) is missing from its folder: restore it from a backup.")
        case .damaged(let digest): Wording(zh: "文件 \(digest) 的内容变了，与校验码不符：请用备份恢复。", en: "The file \(digest) is not what its digest says: restore it from a backup.")
        case .cannotWrite(let path, let reason): Wording(zh: "写不了文件 \(path)（\(reason)）：请检查磁盘空间和权限。", en: "\(path) cannot be written (\(reason)): check disk space and permissions.")
        case .cannotRead(let path, let reason): Wording(zh: "读不了文件 \(path)（\(reason)）：请检查权限。", en: "\(path) cannot be read (\(reason)): check permissions.")
        }
    }
}
