import Synchronization

/// Bounds how often one key may ask: a bucket of `burst` that fills at an even pace. Takes no more memory than its number of keys allows.
final class RateLimiter: Sendable {
    struct Verdict: Hashable, Sendable {
        var isAllowed: Bool
        /// What is left in the bucket.
        var remaining: Int
        /// Until the bucket is full again.
        var resetSeconds: Int
        /// Until one more is allowed; 0 where it already is.
        var retrySeconds: Int
    }

    /// When a bucket is full again, in two generations: keys that nobody used through a whole one are forgotten,
    /// which is harmless once their bucket is full and bounds memory against callers who come under new keys for ever.
    private struct Buckets {
        var young: [Int: UInt64] = [:]
        var old: [Int: UInt64] = [:]
    }

    let perMinute: Int
    let burst: Int
    private let keyLimit: Int
    private let interval: UInt64
    private let buckets = Mutex(Buckets())

    /// - Parameter keyLimit: how many keys one generation holds.
    init(perMinute: Int, burst: Int, keyLimit: Int = 50_000) {
        self.perMinute = max(1, perMinute)
        self.burst = max(1, burst)
        self.keyLimit = max(1, keyLimit)
        interval = 60_000_000_000 / UInt64(max(1, perMinute))
    }

    /// - Parameters:
    ///   - key: a hash, so that no secret and no address stands in memory longer than its request.
    ///   - now: nanoseconds of a clock that only goes forward.
    func take(_ key: Int, at now: UInt64, count: Int = 1) -> Verdict {
        buckets.withLock { buckets in
            let full = max(now, buckets.young[key] ?? buckets.old[key] ?? 0)
            let capacity = interval * UInt64(burst)
            let after = full + interval * UInt64(count)
            if after - now > capacity {
                return verdict(isAllowed: false, until: full - now, retry: after - now - capacity)
            }
            if count > 0 {
                if buckets.young.count >= keyLimit, buckets.young[key] == nil {
                    buckets.old = buckets.young
                    buckets.young = [:]
                }
                buckets.young[key] = after
            }
            return verdict(isAllowed: true, until: after - now, retry: 0)
        }
    }

    /// Gives one back.
    func giveBack(_ key: Int, at now: UInt64) {
        buckets.withLock { buckets in
            guard let full = buckets.young[key] ?? buckets.old[key], full > now else { return }
            buckets.young[key] = max(now, full - min(full, interval))
        }
    }

    /// Whether one more would be allowed, without taking it.
    func peek(_ key: Int, at now: UInt64) -> Verdict {
        buckets.withLock { buckets in
            let full = max(now, buckets.young[key] ?? buckets.old[key] ?? 0)
            let capacity = interval * UInt64(burst)
            let isAllowed = full + interval - now <= capacity
            return verdict(isAllowed: isAllowed, until: full - now, retry: isAllowed ? 0 : full + interval - now - capacity)
        }
    }

    var keyCount: Int { buckets.withLock { $0.young.count + $0.old.count } }

    private func verdict(isAllowed: Bool, until wait: UInt64, retry: UInt64) -> Verdict {
        let used = Int((wait + interval - 1) / interval)
        return Verdict(isAllowed: isAllowed, remaining: max(0, burst - used), resetSeconds: Self.seconds(wait), retrySeconds: isAllowed ? 0 : max(1, Self.seconds(retry)))
    }

    private static func seconds(_ nanoseconds: UInt64) -> Int { Int((nanoseconds + 999_999_999) / 1_000_000_000) }
}
