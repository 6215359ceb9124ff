using System.Globalization;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Processors;
using Tfaip.Processors.Samples;

namespace Tfaip.Training.Reporting.Html;

/// <summary>The names of a classifier's classes: those that its post-processing answers with.</summary>
/// <param name="names">The names, in the order of the numbers; none where classes are numbers.</param>
internal sealed class ClassNames(IReadOnlyList<string> names)
{
    private const string Label = "label";

    /// <summary>The names of a run's classes.</summary>
    /// <param name="postProcessing">The run's post-processing.</param>
    public static ClassNames Of(IReadOnlyList<ProcessorParams> postProcessing) => new(
        postProcessing.OfType<ClassLabelParams>().LastOrDefault() is not { } labels ? []
            : labels.LabelFile is { } file ? LineFile.Read(file, "label")
            : labels.Labels);

    /// <summary>The name of a class.</summary>
    public string Of(int number) => number < names.Count ? names[number] : number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A target as an answer would say it: the number of a class that has a name is that name.</summary>
    public object Named(object target) => target is long number and >= 0 && number < names.Count ? names[(int)number] : target;

    /// <summary>
    /// The name of the answer to a target: the output of its name, or the label of the only number that there is to answer.
    /// </summary>
    public static string? AnswerTo(string target, Sample sample) =>
        sample.Outputs.ContainsKey(target) ? target
        : sample.Targets[target] is long && sample.Targets.Values.Count(value => value is long) == 1 && sample.Outputs.ContainsKey(Label)
            ? Label
            : null;
}
