import BudgetModel
import JSONText

// What the rules say of a form, and what the user decided about them.
extension EvaluationJSON {
    /// Findings, trials, questions, rules that did not run, the profile and comments on what is gone.
    func said(_ json: inout JSONWriter) {
        findings(&json, "findings", check.findings)
        findings(&json, "previews", check.previews)
        findings(&json, "questions", check.questions)
        json.key("notChecked")
        json.array(check.notChecked) { json, entry in
            json.object { json in
                json.field("code", entry.code)
                json.field("needs", entry.needs(language))
                json.field("cause", entry.cause.rawValue)
            }
        }
        profileAndComments(&json)
    }

    /// A light with what to do; the rules that decided are named.
    func light(_ json: inout JSONWriter, _ light: Light, _ advice: [Wording], _ codes: [String]) {
        json.object { json in
            json.field("colour", light.rawValue)
            json.key("advice")
            json.array(advice) { json, sentence in json.string(sentence(language)) }
            json.key("codes")
            json.array(codes) { json, code in json.string(code) }
        }
    }

    /// Nothing where the user gave none.
    func profileAndComments(_ json: inout JSONWriter) {
        if let profile {
            json.key("profile")
            json.object { json in
                json.field("id", profile.id)
                json.field("title", profile.title(language))
                json.field("digest", profile.digest)
                json.key("decisions")
                json.array(profile.decisions) { json, decision in
                    json.object { json in
                        json.field("code", decision.code)
                        json.field("set", decision.setting.rawValue)
                        json.field("reason", decision.reason)
                        json.field("decidedBy", decision.decidedBy)
                    }
                }
            }
        }
        guard !check.lapsedComments.isEmpty else { return }
        json.key("lapsedComments")
        json.array(check.lapsedComments) { json, comment in
            json.object { json in
                json.field("code", comment.code)
                json.key("at")
                place(&json, comment.at)
                json.field("comment", comment.text)
                json.field("source", comment.source)
                json.field("cause", comment.wasChecked ? "gone" : "not-checked")
            }
        }
    }

    func findings(_ json: inout JSONWriter, _ key: String, _ findings: [Finding]) {
        json.key(key)
        json.array(findings) { json, finding in
            json.object { json in
                json.field("code", finding.code)
                json.field("severity", finding.severity.rawValue)
                json.key("at")
                place(&json, finding.at)
                json.field("message", finding.message(language))
                json.field("expected", finding.expected)
                json.field("found", finding.found)
                json.field("difference", finding.difference)
                json.field("basis", finding.basis(language))
                if let usual = finding.usualSeverity { json.field("usualSeverity", usual.rawValue) }
                if let comment = finding.comment { json.field("comment", comment) }
            }
        }
    }
}
