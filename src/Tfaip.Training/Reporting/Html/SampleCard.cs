using Tfaip.Training.Reporting.Html.Markup;

namespace Tfaip.Training.Reporting.Html;

/// <summary>A held-out sample with what the model was asked, what it answered and what it should have answered.</summary>
/// <param name="Source">Where the sample comes from.</param>
/// <param name="Inputs">What the model was asked, as the source gave it.</param>
/// <param name="Outputs">What it answered.</param>
/// <param name="Targets">What it should have answered.</param>
internal sealed record SampleCard(
    string Source,
    IReadOnlyList<Picture> Inputs,
    IReadOnlyList<KeyValuePair<string, HtmlText>> Outputs,
    IReadOnlyList<KeyValuePair<string, HtmlText>> Targets);
