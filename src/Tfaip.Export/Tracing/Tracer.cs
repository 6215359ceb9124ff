using Tfaip.Export.Tracing.Generalisation;
using Tfaip.Export.Tracing.Recording;

namespace Tfaip.Export.Tracing;

/// <summary>Finds what a model's forward calls, at all sizes of its inputs.</summary>
public static class Tracer
{
    // Where a model needs more than its specification says, such as an image that shrinks in each of its blocks.
    private static readonly long[] Starts = [4, 33, 129];

    /// <summary>Records the model at several sizes and makes one program of it.</summary>
    /// <param name="model">The model; its module is left as it was.</param>
    /// <param name="seed">Decides the sizes and the random inputs.</param>
    /// <exception cref="ExportException">Something in the model cannot be exported; the message names the line.</exception>
    public static TracedProgram Trace(ExportableModel model, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(model);
        using var session = new TracingSession(model, seed);
        var recordings = new List<ModelRecording>();
        try
        {
            var plan = Start(session, model, seed, recordings);
            var program = plan.Symbols.Count == 0 ? Repeat(session, model, plan, recordings) : Generalise(session, model, plan, recordings);
            return program with { LeavesState = session.LeavesState };
        }
        finally
        {
            foreach (var recording in recordings) recording.Dispose();
        }
    }

    private static SizePlan Start(TracingSession session, ExportableModel model, ulong seed, List<ModelRecording> recordings)
    {
        for (var i = 0; ; i++)
        {
            var plan = new SizePlan(model.Inputs, seed, Starts[i]);
            try
            {
                recordings.Add(session.Record(plan[0]));
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

    // What is not the same at a second call with other values depends on values.
    private static TracedProgram Repeat(TracingSession session, ExportableModel model, SizePlan plan, List<ModelRecording> recordings)
    {
        recordings.Add(Record(session, plan[0]));
        return new Generaliser(model, plan.Symbols, recordings, recordings.Count).Generalise();
    }

    private static TracedProgram Generalise(TracingSession session, ExportableModel model, SizePlan plan, List<ModelRecording> recordings)
    {
        while (recordings.Count < SizePlan.Few - 1) recordings.Add(Record(session, plan[recordings.Count]));
        var ends = new List<ModelRecording>();
        try
        {
            while (true)
            {
                // The newest recording is one that the functions of sizes were not searched with.
                recordings.Add(Record(session, plan[recordings.Count]));
                if (ends.Count == 0) RecordEnds(session, plan, ends);
                var generaliser = new Generaliser(model, plan.Symbols, [.. recordings, .. ends], recordings.Count - 1);
                var program = generaliser.Generalise();
                if (!generaliser.IsDoubtful || recordings.Count >= plan.Many) return program;

                // What was found may fit a few sizes by accident.
                program.Dispose();
                while (recordings.Count < plan.Many - 1) recordings.Add(Record(session, plan[recordings.Count]));
            }
        }
        finally
        {
            foreach (var end in ends) end.Dispose();
        }
    }

    private static void RecordEnds(TracingSession session, SizePlan plan, List<ModelRecording> ends)
    {
        foreach (var sizes in plan.Ends())
        {
            try
            {
                ends.Add(session.Record(sizes));
            }
            catch (ForwardFailedException)
            {
                // A size at which the model itself fails is none at which the graph has to agree with it.
            }
        }
    }

    private static ModelRecording Record(TracingSession session, IReadOnlyDictionary<string, long> sizes)
    {
        try
        {
            return session.Record(sizes);
        }
        catch (ForwardFailedException failure)
        {
            throw failure.ToExportException();
        }
    }
}
