#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A program started with a list of arguments, in a process group of its own.
package struct ChildProcess {
    package enum Outcome: Hashable, Sendable { case ended(Int32), timedOut, notStarted }

    private var identifier: pid_t = 0
    private var hasStarted = false

    /// Folders that programs are looked for in, as the environment says.
    package static var searchPath: [String] {
        (getenv("PATH").map { String(cString: $0) } ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":").map(String.init)
    }

    /// The first program of this name; only absolute folders count, so what lies in the current one is never run.
    package static func program(_ name: String, in searchPath: [String]) -> String? {
        searchPath.lazy.filter { $0.hasPrefix("/") }.map { $0 + "/" + name }.first { path in
            var status = stat()
            return stat(path, &status) == 0 && (status.st_mode & S_IFMT) == S_IFREG && access(path, X_OK) == 0
        }
    }

    /// Both outputs go to one file, input is empty.
    package init(_ program: String, _ arguments: [String], folder: String, output: String) {
        #if canImport(Darwin)
        var actions: posix_spawn_file_actions_t?
        var attributes: posix_spawnattr_t?
        #else
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
        posix_spawnattr_setpgroup(&attributes, 0)
        var vector: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
        var environment: [UnsafeMutablePointer<CChar>?] =
            ["PATH", "HOME", "XDG_CACHE_HOME", "FONTCONFIG_FILE", "FONTCONFIG_PATH"].compactMap { name in
                getenv(name).map { strdup(name + "=" + String(cString: $0)) }
            } + [strdup("LC_ALL=C.UTF-8"), strdup("TMPDIR=" + folder), nil]
        defer { for pointer in vector + environment { free(pointer) } }
        hasStarted = posix_spawn(&identifier, program, &actions, &attributes, &vector, &environment) == 0
    }

    package func wait(seconds: Int) -> Outcome {
        guard hasStarted else { return .notStarted }
        var status: Int32 = 0
        let start = ContinuousClock.now
        while true {
            let result = waitpid(identifier, &status, WNOHANG)
            if result == identifier { break }
            if result < 0, errno != EINTR { return .ended(-1) }
            if ContinuousClock.now - start > .seconds(seconds) {
                // The whole group, so that nothing of it stays behind.
                kill(-identifier, SIGKILL)
                while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
                return .timedOut
            }
            usleep(5000)
        }
        // An exit code in the upper byte, a signal in the lower one.
        return .ended(status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F))
    }
}
