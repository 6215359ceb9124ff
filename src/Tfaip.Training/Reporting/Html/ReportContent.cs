using Tfaip.Training.Callbacks;
using Tfaip.Training.Reporting.Html.Markup;

namespace Tfaip.Training.Reporting.Html;

/// <summary>All that a report shows.</summary>
internal sealed record ReportContent
{
    /// <summary>The scenario's name.</summary>
    public required string Scenario { get; init; }

    /// <summary>The run directory's name.</summary>
    public required string Run { get; init; }

    /// <summary>How the run ended, in a word.</summary>
    public required string Status { get; init; }

    /// <value>The error that ended it. Default: none.</value>
    public string? Error { get; init; }

    /// <summary>The figures at the head.</summary>
    public required IReadOnlyList<Figure> Figures { get; init; }

    /// <summary>The charts.</summary>
    public required IReadOnlyList<Chart> Charts { get; init; }

    /// <value>The epoch of the best checkpoint. Default: none.</value>
    public double? BestEpoch { get; init; }

    /// <value>Parts that measure more than a number: a title and HTML. Default: none.</value>
    public IReadOnlyList<(string Title, HtmlText Html)> Measurements { get; init; } = [];

    /// <value>Predicted samples. Default: none.</value>
    public IReadOnlyList<SampleCard> Samples { get; init; } = [];

    /// <value>What the predicted samples are. Default: nothing.</value>
    public string SampleTitle { get; init; } = "";

    /// <value>What training, evaluation and prediction took. Default: none.</value>
    public IReadOnlyList<PhaseTime> Times { get; init; } = [];

    /// <value>The modules of the model, a line of text each. Default: none.</value>
    public IReadOnlyList<string> Layers { get; init; } = [];

    /// <summary>The resolved parameters.</summary>
    public required string ConfigYaml { get; init; }

    /// <summary>What the run was made with.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Environment { get; init; }
}
