using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ExportSpeed.Networks;

/// <summary>A bidirectional LSTM layer with a linear one on top.</summary>
internal sealed class BiLstm : Module<Tensor, Tensor>
{
    private readonly LSTM lstm = LSTM(64, 128, batchFirst: true, bidirectional: true);
    private readonly Linear head = Linear(256, 10);

    public BiLstm()
        : base(nameof(BiLstm)) => RegisterComponents();

    public override Tensor forward(Tensor x) => head.call(lstm.call(x).Item1);
}
