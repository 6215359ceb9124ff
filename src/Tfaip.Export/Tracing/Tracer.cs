using Tfaip.Export.Programs;
using Tfaip.Export.Requests;
using Tfaip.Export.Tracing.Generalisation;
using Tfaip.Export.Tracing.Recording;

namespace Tfaip.Export.Tracing;

/// <summary>Finds what a model's forward calls, at all sizes of its inputs.</summary>
internal static class Tracer
{
    // With numbers, to see what the calls give; without, to see what the model's code makes of sizes.
    private const int ComputedWithState = 6;
    private const int ScatteredSizes = 2000;
    private const int MostFailing = 4;
    private const int MostRecomputed = 16;
    private const int MostProbed = 64;
    private const long MostElements = 1 << 22;

    // Where a model needs more than its specification says, such as an image that shrinks in each of its blocks.
    private static readonly long[] Starts = [4, 33, 129];

    /// <summary>Records the model at several sizes and makes one program of it.</summary>
    /// <param name="model">The model; its module is left as it was.</param>
    /// <param name="options">The seed of sizes and random inputs, who hears how far it is, and what ends it.</param>
    /// <exception cref="ExportException">Something in the model cannot be exported; the message names the line.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static TracedProgram Trace(ExportableModel model, ExportOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        using var pulse = ExportPulse.Begin(options);
        return Trace(model, options.Seed);
    }

    /// <summary>Records the model at several sizes and makes one program of it.</summary>
    /// <param name="model">The model; its module is left as it was.</param>
    /// <param name="seed">Decides the sizes and the random inputs.</param>
    /// <exception cref="ExportException">Something in the model cannot be exported; the message names the line.</exception>
    public static TracedProgram Trace(ExportableModel model, ulong seed) => Trace(model, seed, MostProbed);

    /// <summary>Records the model at several sizes and makes one program of it.</summary>
    /// <param name="model">The model; its module is left as it was.</param>
    /// <param name="seed">Decides the sizes and the random inputs.</param>
    /// <param name="mostProbed">How often a function of sizes may be refuted by further recordings.</param>
    internal static TracedProgram Trace(ExportableModel model, ulong seed, int mostProbed)
    {
        ArgumentNullException.ThrowIfNull(model);
        using var session = new TracingSession(model, seed);
        using var recordings = new RecordingSet(session);
        var plan = Start(recordings, model, seed);
        if (plan.Symbols.Count == 0)
        {
            // What is not the same at a second call with other values depends on values.
            Compute(recordings, plan[0]);
            return new Generaliser(model, plan.Symbols, recordings.All, []).Generalise() with { LeavesState = session.LeavesState };
        }

        Compute(recordings, plan[1]);
        recordings.TryCompute(plan.Lowest);

        // Where calls leave something in fields, more sizes tell what follows them and what does not.
        for (var i = 2; session.LeavesState && i < ComputedWithState; i++) Compute(recordings, plan[i]);
        var chosen = DrySizes.Choose(plan.Symbols, plan.RangeOf, plan[0], seed);
        recordings.AddDry(chosen);

        // A model that does not take many of the declared sizes is one whose bounds are to be others; computing says so.
        if (recordings.Failing.Count * MostFailing > chosen.Count) Compute(recordings, recordings.Failing.MinBy(session.Elements)!);
        if (!recordings.CanBeDry) ComputeMore(recordings, plan);
        return Generalise(recordings, model, plan, seed, mostProbed) with
        {
            LeavesState = session.LeavesState,
            CachedSizes = recordings.Cached
        };
    }

    private static SizePlan Start(RecordingSet recordings, ExportableModel model, ulong seed)
    {
        for (var i = 0; ; i++)
        {
            var plan = new SizePlan(model.Inputs, seed, Starts[i]);
            try
            {
                recordings.Compute(plan[0]);
                return plan;
            }
            catch (ForwardFailedException) when (i + 1 < Starts.Length && plan.Symbols.Count > 0)
            {
                // The model may need larger inputs.
            }
            catch (ForwardFailedException failure)
            {
                throw failure.ToExportException();
            }
        }
    }

    private static void ComputeMore(RecordingSet recordings, SizePlan plan)
    {
        for (var i = 2; i < plan.Many; i++) Compute(recordings, plan[i]);
        foreach (var sizes in plan.Ends()) recordings.TryCompute(sizes);
    }

    private static TracedProgram Generalise(RecordingSet recordings, ExportableModel model, SizePlan plan, ulong seed, int mostProbed)
    {
        var range = DrySizes.Scattered(plan.Symbols, plan.RangeOf, ScatteredSizes, seed);
        var places = recordings.All.Select(recording => recording.Sizes).ToArray();
        for (var (recomputed, probed) = (0, 0); ; probed++)
        {
            var generaliser = new Generaliser(model, plan.Symbols, recordings.All, range, places);
            try
            {
                var program = generaliser.Generalise();
                if (recordings.AddDry(generaliser.Probes) == 0) return program;
                program.Dispose();
            }
            catch (ExportException) when (recomputed++ < MostRecomputed && recordings.Recompute(IsAccepted, MostElements))
            {
                // The model may not take a size that shapes alone allow.
            }

            if (probed == mostProbed)
            {
                throw new ExportException(
                    "The model's code computes a number from sizes whose function is not found: each one that fits the recordings is "
                    + "refuted by further ones. "
                    + "Compute it with tensor operations, or give the free sizes narrower bounds in the inputs' description.");
            }
        }

        bool IsAccepted(IReadOnlyList<ModelRecording> some)
        {
            try
            {
                // Nobody asks for its probes.
                new Generaliser(model, plan.Symbols, some, range: [], places: []).Generalise().Dispose();
                return true;
            }
            catch (ExportException)
            {
                return false;
            }
        }
    }

    private static void Compute(RecordingSet recordings, IReadOnlyDictionary<string, long> sizes)
    {
        try
        {
            recordings.Compute(sizes);
        }
        catch (ForwardFailedException failure)
        {
            throw failure.ToExportException();
        }
    }
}
