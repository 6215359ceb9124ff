using System.Text;
using Microsoft.ML.Tokenizers;
using Tfaip.Parameters;
using Tfaip.Parameters.Resources;
using Tfaip.Processors.Pipelines;

namespace Tfaip.Processors.Text.Tokenization;

/// <summary>A vocabulary of word pieces.</summary>
internal sealed class WordpieceVocabulary
{
    // Words of more characters are unknown, as in BERT's own code.
    private const int LongestWord = 200;

    private readonly WordPieceTokenizer _tokenizer;

    /// <summary>Reads the vocabulary.</summary>
    /// <exception cref="TfaipException">The file cannot be read, or lacks a special token.</exception>
    public WordpieceVocabulary(ResourceFile file)
    {
        var tokens = LineFile.Read(file, "token");
        var numbers = tokens.Select((token, number) => (token, number))
            .ToDictionary(item => item.token, item => item.number, StringComparer.Ordinal);
        (Classification, Separator, Padding) = (NumberOf("[CLS]"), NumberOf("[SEP]"), NumberOf("[PAD]"));
        NumberOf("[UNK]");
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', tokens)));
        _tokenizer = WordPieceTokenizer.Create(stream, new WordPieceOptions { MaxInputCharsPerWord = LongestWord });

        int NumberOf(string token) => numbers.TryGetValue(token, out var number)
            ? number
            : throw new TfaipException($"{file}: the vocabulary does not have the token {token}, which BERT needs.");
    }

    /// <summary>The number of [CLS].</summary>
    public int Classification { get; }

    /// <summary>The number of [SEP].</summary>
    public int Separator { get; }

    /// <summary>The number of [PAD].</summary>
    public int Padding { get; }

    /// <summary>The numbers of the pieces of a word; that of [UNK] where it cannot be split.</summary>
    public IReadOnlyList<int> Split(string word) =>
        _tokenizer.EncodeToIds(word, considerPreTokenization: false, considerNormalization: false);
}
