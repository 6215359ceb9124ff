using System.Text;
using Tfaip.Parameters;
using Tfaip.Parameters.Resources;
using Tfaip.Processors.Pipelines;

namespace Tfaip.Processors.Text.Processing;

internal sealed class DecodeWordpieceProcessor(DecodeWordpieceParams parameters)
    : DetokenizerProcessor(parameters, FileOf(parameters), Numbered(FileOf(parameters)), ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"])
{
    private const string Continuation = "##";

    // In this order, as in Hugging Face's clean_up_tokenization.
    private static readonly (string Apart, string Together)[] English =
    [
        (" .", "."), (" ?", "?"), (" !", "!"), (" ,", ","), (" ' ", "'"), (" n't", "n't"), (" 'm", "'m"), (" 's", "'s"), (" 've", "'ve"),
        (" 're", "'re"),
    ];

    protected override string Join(IReadOnlyList<(string Token, bool IsSpecial)> tokens)
    {
        var text = new StringBuilder();
        foreach (var (i, (token, _)) in tokens.Index())
        {
            // A piece that nothing is before shows that the beginning of its word is missing.
            if (i > 0 && token.StartsWith(Continuation, StringComparison.Ordinal))
                text.Append(token, Continuation.Length, token.Length - Continuation.Length);
            else text.Append(i == 0 ? "" : " ").Append(token);
        }

        if (!parameters.CleanUpSpaces) return text.ToString();
        foreach (var (apart, together) in English) text.Replace(apart, together);
        return text.ToString();
    }

    private static ResourceFile FileOf(DecodeWordpieceParams parameters) =>
        parameters.Vocabulary ?? throw new TfaipException("decode_wordpiece: vocabulary: give the file of the vocabulary.");

    private static IEnumerable<KeyValuePair<string, int>> Numbered(ResourceFile file) =>
        LineFile.Read(file, "token").Select((token, number) => KeyValuePair.Create(token, number));
}
