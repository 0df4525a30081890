import ArgumentParser
import Commands

@main
enum Jixiao {
    static func main() async {
        await JixiaoCommand.main(nil)
    }
}
