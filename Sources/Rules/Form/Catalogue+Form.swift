extension Catalogue {
    /// Whether the form is complete and its weights add up.
    static let form: [Rule] = [
        .weightsNotHundred, .blockWeightsDiffer, .weightMissing, .weightsDeviate, .requiredCellEmpty, .valueNotNumeric, .duplicateName, .countedTwice, .codeUnknown,
        .signTwice,
    ]
}
