import ArgumentParser
import Commands
import Documents

@main
enum Jixiao {
    static func main() async {
        ReaderMemory.keepPages()
        await JixiaoCommand.start()
    }
}
