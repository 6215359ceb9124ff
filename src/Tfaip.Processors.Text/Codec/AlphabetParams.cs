using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text;
using Tfaip.Parameters;
using Tfaip.Parameters.Resources;

namespace Tfaip.Processors.Text.Codec;

/// <summary>The characters that a model knows, and their labels.</summary>
public sealed record AlphabetParams : IValidatable
{
    /// <value>
    /// The characters in the order of their labels, each a Unicode code point: <c>"abc äöü"</c>. Default: empty; they or a file must be given.
    /// </value>
    [Description("The characters in the order of their labels, each a Unicode code point; they or a file must be given.")]
    public string Characters { get; init; } = "";

    /// <value>
    /// A UTF-8 text file with a character a line, in the order of their labels; a line may hold several code points, such as a letter with
    /// combining marks, and the space is a line of one space. Default: null.
    /// </value>
    [Description("A UTF-8 text file with a character a line, in the order of their labels.")]
    public ResourceFile? File { get; init; }

    /// <value>
    /// The label that stands for no character, as CTC needs one; -1 is the one after the last character. The characters have the other labels,
    /// from 0 on. Default: 0, as that of PyTorch's <c>CTCLoss</c>; null for none.
    /// </value>
    [Description("The label that stands for no character, as CTC needs one; -1 is the one after the last character, null is none."), Range(-1, int.MaxValue)]
    public int? Blank { get; init; } = 0;

    /// <inheritdoc/>
    public IEnumerable<(string Property, string Message)> Validate()
    {
        if (Characters.Length == 0 == File is null) yield return (nameof(Characters), "give either characters or a file with them, and not both.");
        var seen = new HashSet<Rune>();
        foreach (var rune in Characters.EnumerateRunes())
        {
            if (!seen.Add(rune)) yield return (nameof(Characters), $"the character {Alphabet.Describe(rune)} is there twice.");
        }
    }
}
