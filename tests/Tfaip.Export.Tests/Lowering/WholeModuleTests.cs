using Tfaip.Export.Requests;
using Tfaip.Processors.Samples;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Tfaip.Export.Tests.Lowering;

/// <summary>Layers and methods whose recording is a matter of its own, recorded, lowered and verified as users export them.</summary>
[TestClass]
public sealed class WholeModuleTests
{
    [TestMethod]
    public void A_transformer_whose_layers_are_native() =>
        Export(new Encoder(), "x: float32[time, batch, 8]; time: 2..12");

    [TestMethod]
    public void A_spectrogram() =>
        Export(new Spectrogram(), "x: float32[batch, 64]");

    [TestMethod]
    public void A_recurrent_cell_in_a_loop_of_fixed_length() =>
        Export(new Cells(), "x: float32[batch, 3, 4]");

    [TestMethod]
    public void Sorting_scattering_and_resizing() =>
        Export(new Mixed(), "x: float32[batch, 3, height, 6]; height: 2..9");

    [TestMethod]
    public void What_would_end_the_process_is_refused_before_it_is_called() => Assert.AreEqual(
        "Tensor.nanmean() hands libtorch a number where it expects a pointer, which may end the process. Write it with other operations, "
        + "such as torch.linalg.cross or nansum.",
        Refusal(new Broken()));

    [TestMethod]
    public void What_writes_into_its_own_tensor_is_refused() => Assert.AreEqual(
        "Tensor.zeros() writes into the tensor that it is called on. Use the method of torch, which makes a new one.",
        Refusal(new WritesSelf()));

    private static string Refusal(nn.Module module)
    {
        using (module)
        {
            var model = new ExportableModel { Module = module, Inputs = [TensorSpec.Parse("x: float32[batch, 6]")] };
            var message = Assert.ThrowsExactly<ExportException>(() => OnnxExporter.Export(model)).Message;
            return message[(message.IndexOf(": ", StringComparison.Ordinal) + 2)..];
        }
    }

    private static void Export(nn.Module module, string input)
    {
        using (module)
        {
            var result = OnnxExporter.Export(new ExportableModel { Module = module, Inputs = [TensorSpec.Parse(input)] });
            Assert.IsGreaterThanOrEqualTo(3, result.Verification.Sizes.Count);
        }
    }

    private sealed class Encoder : nn.Module<Tensor, Tensor>
    {
        private readonly TransformerEncoder encoder =
            nn.TransformerEncoder(nn.TransformerEncoderLayer(8, 2, 16, 0.1, nn.Activations.GELU), 2);
        private readonly MultiheadAttention attention = nn.MultiheadAttention(8, 4);

        public Encoder()
            : base(nameof(Encoder)) => RegisterComponents();

        public override Tensor forward(Tensor x)
        {
            var hidden = encoder.call(x);
            return hidden + attention.call(hidden, hidden, hidden).Item1;
        }
    }

    private sealed class Spectrogram : nn.Module<Tensor, Tensor>
    {
        private readonly Tensor window = hann_window(16);

        public Spectrogram()
            : base(nameof(Spectrogram))
        {
            register_buffer("window", window);
            RegisterComponents();
        }

        public override Tensor forward(Tensor x)
        {
            var spectrum = stft(x, 16, 8, window: window, return_complex: true);
            return spectrum.abs().square().log1p() + fft.rfft(x, 16).abs().unsqueeze(-1);
        }
    }

    private sealed class Broken() : nn.Module<Tensor, Tensor>(nameof(Broken))
    {
        public override Tensor forward(Tensor x) => x.nanmean(1);
    }

    private sealed class WritesSelf() : nn.Module<Tensor, Tensor>(nameof(WritesSelf))
    {
        public override Tensor forward(Tensor x) => (x + 1).zeros(2, 3);
    }

    private sealed class Cells : nn.Module<Tensor, Tensor>
    {
        private readonly GRUCell cell = nn.GRUCell(4, 5);
        private readonly RNNCell other = nn.RNNCell(4, 5, nn.NonLinearities.ReLU);

        public Cells()
            : base(nameof(Cells)) => RegisterComponents();

        public override Tensor forward(Tensor x)
        {
            var state = zeros(x.shape[0], 5);
            for (var i = 0; i < 3; i++) state = cell.call(x.select(1, i), state) + other.call(x.select(1, i), state);
            return state;
        }
    }

    private sealed class Mixed : nn.Module<Tensor, (Tensor, Tensor)>
    {
        private readonly AdaptiveAvgPool2d pool = nn.AdaptiveAvgPool2d([3, 4]);
        private readonly Upsample up = nn.Upsample(scale_factor: [2, 2], mode: UpsampleMode.Bilinear);

        public Mixed()
            : base(nameof(Mixed)) => RegisterComponents();

        public override (Tensor, Tensor) forward(Tensor x)
        {
            var (sorted, places) = pool.call(x).sort(-1);
            var back = zeros_like(sorted).scatter(-1, places, sorted);
            return (up.call(back), F.unfold(x, 2).cumsum(-1).roll(1, 1));
        }
    }
}
