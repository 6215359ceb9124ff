using System.Buffers;
using System.Text;
using Tfaip.Parameters;
using Tfaip.Parameters.Resources;
using Tfaip.Processors.Text.Tokenization;

namespace Tfaip.Processors.Text.Processing;

internal sealed class DecodeBpeProcessor(DecodeBpeParams parameters)
    : DetokenizerProcessor(
        parameters,
        FileOf(parameters),
        BpeFiles.ReadVocabulary(FileOf(parameters)),
        ["<s>", "</s>", "<unk>", "<pad>", "<mask>", "<|endoftext|>"])
{
    private static readonly Dictionary<char, byte> Bytes =
        BpeFiles.ByteCharacters().Select((character, value) => KeyValuePair.Create(character[0], (byte)value)).ToDictionary();

    protected override string Join(IReadOnlyList<(string Token, bool IsSpecial)> tokens)
    {
        var bytes = new ArrayBufferWriter<byte>();
        foreach (var (token, isSpecial) in tokens) Write(token, isSpecial, bytes);
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    // Special tokens are written as they are, and so is what is not written with characters of bytes.
    private static void Write(string token, bool isSpecial, ArrayBufferWriter<byte> bytes)
    {
        if (isSpecial || !token.All(Bytes.ContainsKey))
        {
            Encoding.UTF8.GetBytes(token, bytes);
            return;
        }

        var span = bytes.GetSpan(token.Length);
        for (var i = 0; i < token.Length; i++) span[i] = Bytes[token[i]];
        bytes.Advance(token.Length);
    }

    private static ResourceFile FileOf(DecodeBpeParams parameters) =>
        parameters.Vocabulary ?? throw new TfaipException("decode_bpe: vocabulary: give the file of the vocabulary.");
}
