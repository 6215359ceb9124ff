using System.Globalization;
using Tfaip.Inference.Packages;
using Tfaip.Parameters.Shapes;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Samples;
using Tfaip.Training.Parameters;

namespace Tfaip.Training.Evaluation.Members;

/// <summary>Gives the parameters of a run the resources that its package holds.</summary>
/// <param name="package">The package; its resources stay readable when it is disposed.</param>
/// <param name="parameters">The parameters, whose resources are files of the run directory.</param>
internal sealed class PackagedResources(Package package, IRunParams parameters)
{
    private static readonly string[] Lists = ["pre_processing", "post_processing"];

    /// <summary>The parameters with those resources that the package holds; others stay files.</summary>
    public IRunParams Replace() =>
        ResourceTree.Replace(parameters, (place, resource) => package.Resources.GetValueOrDefault(NameOf(place), resource));

    // The manifest counts the processors of prediction alone, and names theirs without "data".
    private string NameOf(string place)
    {
        if (place.Split('.') is not ["data", var list, var number, .. var rest] || !Lists.Contains(list)) return place;
        var processors = list == Lists[0] ? parameters.Data.PreProcessing : parameters.Data.PostProcessing;
        var index = int.Parse(number, CultureInfo.InvariantCulture);
        if (!IsOfPrediction(processors[index])) return place;
        return string.Create(
            CultureInfo.InvariantCulture, $"{list}.{processors.Take(index).Count(IsOfPrediction)}.{string.Join('.', rest)}");
    }

    private static bool IsOfPrediction(ProcessorParams processor) => processor.Modes.Contains(PipelineMode.Prediction);
}
