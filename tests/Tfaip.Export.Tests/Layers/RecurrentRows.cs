using TorchSharp;
using TorchSharp.Modules;
using static Tfaip.Export.Tests.Layers.LayerRow;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Tfaip.Export.Tests.Layers;

/// <summary>Recurrent layers and cells.</summary>
internal static class RecurrentRows
{
    private const string X = "x: float32[time, batch, 10]; time: 1..20; batch: 1..9";
    private const string Steps = "x: float32[5, batch, 10]; batch: 1..20";
    private const string Row = "x: float32[batch, 10]; batch: 1..20";
    private const string H1 = "h: float32[1, batch, 20]; batch: 1..9";
    private const string H2 = "h: float32[2, batch, 20]; batch: 1..9";
    private const string C1 = "c: float32[1, batch, 20]; batch: 1..9";
    private const string C2 = "c: float32[2, batch, 20]; batch: 1..9";
    private const string H = "h: float32[batch, 20]; batch: 1..20";
    private const string C = "c: float32[batch, 20]; batch: 1..20";

    public static IEnumerable<LayerRow> All =>
    [
        Of("rnn", () => RNN(10, 20), (m, x) => Flat(m.call(x[0], x[1])), X, H1),
        Of("rnn, two layers", () => RNN(10, 20, 2), (m, x) => Flat(m.call(x[0], x[1])), X, H2),
        Of("rnn, two layers, no state", () => RNN(10, 20, 2), (m, x) => Flat(m.call(x[0])), X),
        Of("rnn, no state", () => RNN(10, 20), (m, x) => Flat(m.call(x[0])), X),
        Of("rnn, relu", () => RNN(10, 20, 2, NonLinearities.ReLU), (m, x) => Flat(m.call(x[0])), X),
        Of(
            "rnn, flattened parameters",
            () => Flattened(RNN(10, 20), m => m.flatten_parameters()),
            (m, x) => Flat(m.call(x[0], x[1])),
            X,
            H1),
        Of("rnn cell, step by step", () => RNNCell(10, 20), (m, x) => [Steps5(m, x)], Steps, H),
        Of("rnn cell, relu", () => RNNCell(10, 20, NonLinearities.ReLU), (m, x) => [m.call(x[0], x[1])], Row, H),
        Of("gru", () => GRU(10, 20), (m, x) => Flat(m.call(x[0], x[1])), X, H1),
        Of("gru, two layers", () => GRU(10, 20, 2), (m, x) => Flat(m.call(x[0], x[1])), X, H2),
        Of("gru, two layers, no state", () => GRU(10, 20, 2), (m, x) => Flat(m.call(x[0])), X),
        Of("gru, no state", () => GRU(10, 20), (m, x) => Flat(m.call(x[0])), X),
        Of("gru, flattened parameters", () => Flattened(GRU(10, 20, 2), m => m.flatten_parameters()), (m, x) => Flat(m.call(x[0])), X),
        Of(
            "gru, batch first",
            () => GRU(1, 4, batchFirst: true),
            (m, x) => Flat(m.call(x[0])),
            "x: float32[batch, time, 1]; batch: 1..9; time: 1..20"),
        Of("gru cell, step by step", () => GRUCell(10, 20), (m, x) => [Steps5(m, x)], Steps, H),
        Of("gru cell, no bias", () => GRUCell(10, 20, bias: false), (m, x) => [m.call(x[0], x[1])], Row, H),
        Of("lstm", () => LSTM(10, 20), (m, x) => Flat(m.call(x[0], (x[1], x[2]))), X, H1, C1),
        Of("lstm, two layers", () => LSTM(10, 20, 2), (m, x) => Flat(m.call(x[0], (x[1], x[2]))), X, H2, C2),
        Of("lstm, two layers, no state", () => LSTM(10, 20, 2), (m, x) => Flat(m.call(x[0])), X),
        Of("lstm, no state", () => LSTM(10, 20), (m, x) => Flat(m.call(x[0])), X),
        Of(
            "lstm, flattened parameters",
            () => Flattened(LSTM(10, 20, 2), m => m.flatten_parameters()),
            (m, x) => Flat(m.call(x[0], (x[1], x[2]))),
            X,
            H2,
            C2),
        Of("lstm cell, step by step", () => LSTMCell(10, 20), (m, x) => Steps5(m, x), Steps, H, C),
        Of(
            "lstm cell, no bias",
            () => LSTMCell(10, 20, bias: false),
            (m, x) => m.call(x[0], (x[1], x[2])) is var (h, c) ? [h, c] : [],
            Row,
            H,
            C),
        Of("gru, float64", () => (GRU)GRU(10, 20, 2).to(float64), (m, x) => Flat(m.call(x[0])), Double(X)),
        Of(
            "gru, float64, bidirectional",
            () => (GRU)GRU(10, 20, bidirectional: true).to(float64),
            (m, x) => Flat(m.call(x[0], x[1])),
            Double(X),
            Double(H2)),
        Of(
            "gru cell, float64, no bias",
            () => (GRUCell)GRUCell(10, 20, bias: false).to(float64),
            (m, x) => [m.call(x[0], x[1])],
            Double(Row),
            Double(H)),
        Of(
            "lstm, float64, bidirectional",
            () => (LSTM)LSTM(10, 20, 2, bidirectional: true).to(float64),
            (m, x) => Flat(m.call(x[0])),
            Double(X)),
        Of(
            "lstm, float64, states",
            () => (LSTM)LSTM(10, 20).to(float64),
            (m, x) => Flat(m.call(x[0], (x[1], x[2]))),
            Double(X),
            Double(H1),
            Double(C1)),
        Of(
            "lstm cell, float64, step by step",
            () => (LSTMCell)LSTMCell(10, 20).to(float64),
            (m, x) => Steps5(m, x),
            Double(Steps),
            Double(H),
            Double(C)),
        Of("rnn, float64, relu", () => (RNN)RNN(10, 20, 2, NonLinearities.ReLU).to(float64), (m, x) => Flat(m.call(x[0])), Double(X)),
        Of(
            "rnn, float64, batch first, no bias",
            () => (RNN)RNN(10, 20, bias: false, batchFirst: true).to(float64),
            (m, x) => Flat(m.call(x[0])),
            "x: float64[batch, time, 10]; batch: 1..9; time: 1..20"),
    ];

    public static IEnumerable<LayerRow> Refused => [Of("gru, its state kept in a field", () => new Keeping(), "x: float32[5, 2, 10]")];

    private static string Double(string input) => input.Replace("float32", "float64", StringComparison.Ordinal);

    private static T Flattened<T>(T layer, Action<T> flatten)
    {
        flatten(layer);
        return layer;
    }

    private static Tensor[] Flat((Tensor Output, Tensor State) two) => [two.Output, two.State];

    private static Tensor[] Flat((Tensor Output, Tensor State, Tensor Cell) three) => [three.Output, three.State, three.Cell];

    private static Tensor Steps5(Module<Tensor, Tensor, Tensor> cell, Tensor[] x)
    {
        var state = x[1];
        for (var i = 0; i < 5; i++) state = cell.call(x[0][i], state);
        return state;
    }

    private static Tensor[] Steps5(LSTMCell cell, Tensor[] x)
    {
        var (state, memory) = (x[1], x[2]);
        for (var i = 0; i < 5; i++) (state, memory) = cell.call(x[0][i], (state, memory));
        return [state, memory];
    }

    /// <summary>Goes on where the last call ended.</summary>
    private sealed class Keeping : Module<Tensor, Tensor>
    {
        private readonly GRU gru = GRU(10, 20);
        private Tensor state = zeros(1, 2, 20);

        public Keeping()
            : base("keeping") => RegisterComponents();

        public override Tensor forward(Tensor input)
        {
            (var output, state) = gru.call(input, state);
            return output;
        }
    }
}
