using Tfaip.Export.Tracing.Recording;
using Tfaip.Export.Tracing.Shapes;

namespace Tfaip.Export.Tracing;

/// <summary>The recordings of one model, with numbers and without.</summary>
/// <param name="session">Makes them.</param>
internal sealed class RecordingSet(TracingSession session) : IDisposable
{
    private const int MostCached = 64;

    private readonly List<ModelRecording> _computed = [];
    private readonly List<ModelRecording> _dry = [];
    private readonly List<IReadOnlyDictionary<string, long>> _cached = [];
    private readonly List<IReadOnlyDictionary<string, long>> _failing = [];

    /// <summary>All, those with numbers first.</summary>
    public IReadOnlyList<ModelRecording> All => [.. _computed, .. _dry];

    /// <summary>
    /// Sizes at which the model takes from its fields what it computes at others; the verification tells whether that is the same.
    /// </summary>
    public IReadOnlyList<IReadOnlyDictionary<string, long>> Cached => _cached;

    /// <summary>Sizes at which the model failed without arithmetic.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, long>> Failing => _failing;

    /// <value>
    /// Whether recordings can be made without arithmetic: not where the model asks how tensors lie in memory or a shape is not known.
    /// Default: true.
    /// </value>
    public bool CanBeDry { get; private set; } = true;

    /// <summary>Records with numbers.</summary>
    /// <exception cref="ForwardFailedException">The model does not run at these sizes.</exception>
    public void Compute(IReadOnlyDictionary<string, long> sizes)
    {
        var recording = session.Record(sizes);
        CanBeDry &= !recording.AsksForLayout;
        if (!IsFromCache(recording)) _computed.Add(recording);
    }

    /// <summary>Records with numbers, if the model runs at these sizes.</summary>
    /// <returns>Whether it does.</returns>
    public bool TryCompute(IReadOnlyDictionary<string, long> sizes)
    {
        try
        {
            Compute(sizes);
            return true;
        }
        catch (ForwardFailedException)
        {
            // A size at which the model itself fails is none at which the graph has to agree with it.
            return false;
        }
    }

    /// <summary>Records without arithmetic, at sizes that are not recorded yet and that the model takes.</summary>
    /// <returns>How many recordings were made.</returns>
    public int AddDry(IEnumerable<IReadOnlyDictionary<string, long>> sizes)
    {
        var before = _dry.Count;
        foreach (var at in sizes)
        {
            if (!CanBeDry) break;
            if (_computed.Concat(_dry).Any(known => at.All(pair => known.Sizes[pair.Key] == pair.Value))) continue;
            try
            {
                var recording = session.Record(at, _computed[0]);
                if (!IsFromCache(recording)) _dry.Add(recording);
            }
            catch (ForwardFailedException)
            {
                // The model does not take these sizes.
                _failing.Add(at);
            }
            catch (UnknownShapeException)
            {
                CanBeDry = false;
            }
        }

        return _dry.Count - before;
    }

    /// <summary>
    /// Makes the first recording without arithmetic that a check does not accept anew with numbers; it goes where the model fails there.
    /// </summary>
    /// <param name="isAccepted">Whether recordings are accepted; more of them never are where some are not.</param>
    /// <param name="mostElements">How large the inputs may be.</param>
    /// <returns>Whether there was one.</returns>
    public bool Recompute(Func<IReadOnlyList<ModelRecording>, bool> isAccepted, long mostElements)
    {
        if (!isAccepted(_computed) || _dry.Count == 0) return false;
        var (accepted, refused) = (0, _dry.Count);
        while (refused - accepted > 1)
        {
            var middle = (accepted + refused) / 2;
            if (isAccepted([.. _computed, .. _dry.Take(middle)])) accepted = middle;
            else refused = middle;
        }

        var doubtful = _dry[accepted];
        if (session.Elements(doubtful.Sizes) > mostElements) return false;
        _dry.RemoveAt(accepted);
        TryCompute(doubtful.Sizes);
        doubtful.Dispose();
        return true;
    }

    // What the live model keeps for the sizes of its last call is not computed again at these.
    private bool IsFromCache(ModelRecording recording)
    {
        if (!session.LeavesState || _computed.Count == 0 || _cached.Count >= MostCached || NeutralCalls.IsSame(_computed[0], recording))
            return false;
        _cached.Add(recording.Sizes);
        recording.Dispose();
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var recording in _computed.Concat(_dry)) recording.Dispose();
    }
}
