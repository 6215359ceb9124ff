using System.Threading.Channels;
using Tfaip.Parameters;

namespace Tfaip.Predict.Inputs;

/// <summary>
/// Reads inputs ahead on a thread of its own, and hands them over in groups: as many as asked for, or those that there are where the next
/// may be long in coming. Which inputs stand together depends on the files alone, unless they come by standard input or a pipe.
/// </summary>
internal sealed class InputQueue : IDisposable
{
    private readonly Channel<ReadInput?> _channel;
    private readonly CancellationTokenSource _stop;
    private readonly int _size;

    /// <param name="inputs">The inputs; null where the next one may be long in coming.</param>
    /// <param name="size">The largest group.</param>
    /// <param name="cancellationToken">Ends the wait for an input.</param>
    public InputQueue(IEnumerable<NamedInput?> inputs, int size, CancellationToken cancellationToken)
    {
        _size = size;
        _channel = Channel.CreateBounded<ReadInput?>(new BoundedChannelOptions(2 * size) { SingleReader = true, SingleWriter = true });
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        // It may wait for a line of a pipe when the program ends.
        new Thread(() => Fill(inputs)) { IsBackground = true, Name = "inputs" }.Start();
    }

    /// <summary>The next inputs, at least one; null at the end.</summary>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    public IReadOnlyList<ReadInput>? Take()
    {
        var group = new List<ReadInput>();
        while (group.Count < _size && Next() is var (hasNext, item))
        {
            if (!hasNext) break;
            if (item is not null) group.Add(item);
            else if (group.Count > 0 && !_channel.Reader.TryPeek(out _)) break;
        }

        return group.Count > 0 ? group : null;
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private (bool HasNext, ReadInput? Item) Next()
    {
        if (!_channel.Reader.WaitToReadAsync(_stop.Token).AsTask().GetAwaiter().GetResult()) return (false, null);
        return (_channel.Reader.TryRead(out var item), item);
    }

    private void Fill(IEnumerable<NamedInput?> inputs)
    {
        var token = _stop.Token;
        try
        {
            foreach (var input in inputs)
                _channel.Writer.WriteAsync(input is null ? null : Read(input), token).AsTask().GetAwaiter().GetResult();
            _channel.Writer.Complete();
        }
        catch (Exception error)
        {
            // Whoever takes inputs hears of it.
            _channel.Writer.Complete(error);
        }
    }

    private static ReadInput Read(NamedInput input)
    {
        try
        {
            return new(input.Name, input.Read(), null);
        }
        catch (TfaipException error)
        {
            return new(input.Name, null, error);
        }
    }
}
