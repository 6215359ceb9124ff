using Tfaip.Export.Requests;

namespace Tfaip.Export.Tests;

/// <summary>
/// Sizes beyond all that an export records and verifies, where the specification lets them be; else somewhere in their range.
/// </summary>
internal static class UnseenSizes
{
    /// <summary>The sizes of a model's inputs in a trial.</summary>
    /// <param name="model">The model.</param>
    /// <param name="trial">From 0 to 4.</param>
    public static Dictionary<string, long> Of(ExportableModel model, int trial)
    {
        var sizes = new Dictionary<string, long>();
        foreach (var symbol in model.Inputs.SelectMany(input => input.Shape).Select(size => size.Name).OfType<string>().Distinct())
        {
            var wanted = new[] { 37, 41, 52, 33, 45 }[trial] + (sizes.Count * 3);
            var range = model.Inputs.Select(input => input.Sizes.GetValueOrDefault(symbol)).FirstOrDefault(found => found is not null);
            var steps = range is null ? 0 : ((range.High - range.Low) / range.Step) + 1;
            sizes[symbol] = range is null ? wanted : range.Low + (((wanted - range.Low) / range.Step % steps + steps) % steps * range.Step);
        }

        return sizes;
    }
}
