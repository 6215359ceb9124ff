using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Tfaip.Export.Tests.Tracing.Models;

internal sealed class TemporalNetwork : Module<Tensor, Tensor>
{
    private readonly ModuleList<Module<Tensor, Tensor>> blocks = new();
    private readonly Linear head = Linear(4, 2);

    public TemporalNetwork()
        : base(nameof(TemporalNetwork))
    {
        for (var level = 0; level < 3; level++) blocks.Add(new Block(level == 0 ? 3 : 4, 4, 1 << level));
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        foreach (var block in blocks) x = block.call(x);
        return head.call(x[.., .., -1]);
    }

    private sealed class Block : Module<Tensor, Tensor>
    {
        private readonly Conv1d conv1;
        private readonly Conv1d conv2;
        private readonly Conv1d? shortcut;
        private readonly long padding;

        public Block(long from, long to, long dilation)
            : base(nameof(Block))
        {
            padding = 2 * dilation;
            conv1 = Conv1d(from, to, 3, padding: padding, dilation: dilation);
            conv2 = Conv1d(to, to, 3, padding: padding, dilation: dilation);
            if (from != to) shortcut = Conv1d(from, to, 1);
            RegisterComponents();
        }

        public override Tensor forward(Tensor x)
        {
            var y = functional.relu(Cut(conv1.call(x)));
            y = functional.relu(Cut(conv2.call(y)));
            return functional.relu(y + (shortcut is null ? x : shortcut.call(x)));
        }

        // Causal: what looks into the future goes.
        private Tensor Cut(Tensor x) => x[.., .., ..^(int)padding];
    }
}

internal sealed class WaveNet : Module<Tensor, Tensor>
{
    private readonly ModuleList<Conv1d> filters = new(Conv1d(4, 4, 2), Conv1d(4, 4, 2, dilation: 2), Conv1d(4, 4, 2, dilation: 4));
    private readonly ModuleList<Conv1d> gates = new(Conv1d(4, 4, 2), Conv1d(4, 4, 2, dilation: 2), Conv1d(4, 4, 2, dilation: 4));
    private readonly ModuleList<Conv1d> skips = new(Conv1d(4, 3, 1), Conv1d(4, 3, 1), Conv1d(4, 3, 1));
    private readonly Conv1d input = Conv1d(1, 4, 1);

    public WaveNet()
        : base(nameof(WaveNet)) => RegisterComponents();

    public override Tensor forward(Tensor x)
    {
        x = input.call(x);
        Tensor? total = null;
        for (var i = 0; i < filters.Count; i++)
        {
            var padded = functional.pad(x, [1L << i, 0]);
            var gated = filters[i].call(padded).tanh() * gates[i].call(padded).sigmoid();
            total = total is null ? skips[i].call(gated) : total + skips[i].call(gated);
            x = x + gated;
        }

        return functional.relu(total!);
    }
}

internal sealed class Seq2SeqEncoder : Module<Tensor, (Tensor, Tensor)>
{
    private readonly Embedding embedding = Embedding(9, 5);
    private readonly GRU gru = GRU(5, 4, numLayers: 2, batchFirst: true, bidirectional: true);
    private readonly Linear bridge = Linear(8, 4);

    public Seq2SeqEncoder()
        : base(nameof(Seq2SeqEncoder)) => RegisterComponents();

    public override (Tensor, Tensor) forward(Tensor ids)
    {
        var (outputs, hidden) = gru.call(embedding.call(ids));
        var layers = hidden.view(2, 2, -1, 4);
        return (outputs, bridge.call(cat([layers[1, 0], layers[1, 1]], -1)).tanh());
    }
}

internal sealed class Seq2SeqStep : Module<Tensor, Tensor, Tensor, (Tensor Logits, Tensor Hidden, Tensor Weights)>
{
    private readonly Embedding embedding = Embedding(9, 5);
    private readonly GRU gru = GRU(11, 6, batchFirst: true);
    private readonly Linear score = Linear(12, 6);
    private readonly Parameter direction = new(randn(6));
    private readonly Linear head = Linear(6, 9);

    public Seq2SeqStep()
        : base(nameof(Seq2SeqStep)) => RegisterComponents();

    public override (Tensor Logits, Tensor Hidden, Tensor Weights) forward(Tensor token, Tensor hidden, Tensor memory)
    {
        var repeated = hidden[-1].unsqueeze(1).expand(-1, memory.shape[1], -1);
        var energies = matmul(score.call(cat([repeated, memory], 2)).tanh(), direction);
        var weights = functional.softmax(energies, 1);
        var context = weights.unsqueeze(1).bmm(memory);
        var (output, next) = gru.call(cat([embedding.call(token), context], 2), hidden);
        return (head.call(output.squeeze(1)), next, weights);
    }
}

internal sealed class Recurrence(Func<Tensor, Tensor> run, Module<Tensor, Tensor> head) : Module<Tensor, Tensor>(nameof(Recurrence))
{
    private readonly Func<Tensor, Tensor> run = run;
    private readonly Module<Tensor, Tensor> head = head;

    /// <summary>The model with a recurrent layer of the given kind.</summary>
    public static Recurrence Create(string kind, long layers, bool bidirectional, bool batchFirst = true)
    {
        var width = bidirectional ? 8 : 4;
        Module layer;
        Func<Tensor, Tensor> run;
        if (kind == "lstm")
        {
            var lstm = LSTM(6, 4, layers, batchFirst: batchFirst, bidirectional: bidirectional);
            (layer, run) = (lstm, x => lstm.call(x).Item1);
        }
        else
        {
            var gru = GRU(6, 4, layers, batchFirst: batchFirst, bidirectional: bidirectional);
            (layer, run) = (gru, x => gru.call(x).Item1);
        }

        var model = new Recurrence(run, Linear(width, 3));
        model.register_module("layer", layer);
        model.RegisterComponents();
        return model;
    }

    public override Tensor forward(Tensor x) => head.call(run(x));
}

internal sealed class CharacterRnn : Module<Tensor, Tensor, (Tensor, (Tensor, Tensor))>
{
    private readonly Embedding embedding = Embedding(11, 6);
    private readonly LSTM lstm = LSTM(6, 5, numLayers: 2, batchFirst: true);
    private readonly Linear head = Linear(5, 11);

    public CharacterRnn()
        : base(nameof(CharacterRnn)) => RegisterComponents();

    // The states are one tensor, hidden and cell along its first axis, as an application keeps them.
    public override (Tensor, (Tensor, Tensor)) forward(Tensor ids, Tensor states)
    {
        var (output, hidden, cell) = lstm.call(embedding.call(ids), (states[0], states[1]));
        return (head.call(output), (hidden, cell));
    }
}

internal sealed class UnrolledCell : Module<Tensor, Tensor>
{
    private readonly Linear input = Linear(6, 12);
    private readonly Linear recurrent = Linear(3, 12);

    public UnrolledCell()
        : base(nameof(UnrolledCell)) => RegisterComponents();

    // A cell of an LSTM by hand, over as many steps as the fixed time axis has.
    public override Tensor forward(Tensor x)
    {
        var (h, c) = (zeros(x.shape[0], 3), zeros(x.shape[0], 3));
        for (var t = 0; t < x.shape[1]; t++)
        {
            var gates = (input.call(x.select(1, t)) + recurrent.call(h)).chunk(4, 1);
            c = (gates[1].sigmoid() * c) + (gates[0].sigmoid() * gates[2].tanh());
            h = gates[3].sigmoid() * c.tanh();
        }

        return h;
    }
}

internal sealed class GatedConvolutions : Module<Tensor, Tensor>
{
    private readonly Conv1d conv1 = Conv1d(6, 8, 3);
    private readonly Conv1d conv2 = Conv1d(4, 8, 3);

    public GatedConvolutions()
        : base(nameof(GatedConvolutions)) => RegisterComponents();

    public override Tensor forward(Tensor x)
    {
        x = x.transpose(1, 2);
        x = functional.glu(conv1.call(functional.pad(x, [2, 0])), 1);
        return functional.glu(conv2.call(functional.pad(x, [2, 0])), 1).transpose(1, 2);
    }
}

internal sealed class KeywordSpotter : Module<Tensor, Tensor>
{
    private readonly Conv2d conv = Conv2d(1, 4, (5, 3), stride: (2, 1), padding: (2, 1));
    private readonly GRU gru = GRU(12, 5);
    private readonly Linear head = Linear(5, 3);

    public KeywordSpotter()
        : base(nameof(KeywordSpotter)) => RegisterComponents();

    public override Tensor forward(Tensor features)
    {
        var x = functional.hardtanh(conv.call(features.unsqueeze(1)), 0, 20);
        x = x.permute(3, 0, 1, 2).flatten(2);
        var (_, last) = gru.call(x);
        return head.call(last.squeeze(0));
    }
}

internal sealed class NBeats : Module<Tensor, Tensor>
{
    private readonly ModuleList<Linear> inputs = new(Linear(6, 8), Linear(6, 8));
    private readonly ModuleList<Linear> heads = new(Linear(8, 9), Linear(8, 9));

    public NBeats()
        : base(nameof(NBeats)) => RegisterComponents();

    public override Tensor forward(Tensor x)
    {
        var forecast = zeros([x.shape[0], 3]);
        for (var i = 0; i < inputs.Count; i++)
        {
            var theta = heads[i].call(functional.relu(inputs[i].call(x)));
            x = x - theta[.., ..6];
            forecast = forecast + theta[.., 6..];
        }

        return forecast;
    }
}

internal sealed class MovingAverages : Module<Tensor, Tensor>
{
    public MovingAverages()
        : base(nameof(MovingAverages)) => RegisterComponents();

    // Features of a series without any weight: differences, running sums, normalised by its own statistics.
    public override Tensor forward(Tensor x)
    {
        var difference = x[.., 1..] - x[.., ..^1];
        var padded = cat([zeros(x.shape[0], 1), difference], 1);
        var sums = x.cumsum(1) / (arange(x.shape[1], dtype: float32) + 1);
        var standard = (x - x.mean(new long[] { 1 }, keepdim: true)) / (x.std(new long[] { 1 }, keepdim: true) + 1e-3);
        return stack([padded, sums, standard, x.flip(1)], dim: 2);
    }
}
