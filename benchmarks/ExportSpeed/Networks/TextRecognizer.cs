using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ExportSpeed.Networks;

/// <summary>A CRNN (Shi et al. 2017): convolutions over a line of text, two bidirectional LSTM layers, classes of each column.</summary>
internal sealed class TextRecognizer : Module<Tensor, Tensor>
{
    private readonly Sequential convolutions = Sequential(
        Conv2d(1, 64, 3, padding: 1), ReLU(), MaxPool2d(2), Conv2d(64, 128, 3, padding: 1), ReLU(), MaxPool2d(2),
        Conv2d(128, 256, 3, padding: 1), BatchNorm2d(256), ReLU(), MaxPool2d((2, 1)),
        Conv2d(256, 512, 3, padding: 1), BatchNorm2d(512), ReLU(), MaxPool2d((4, 1)));

    private readonly LSTM lstm = LSTM(512, 256, numLayers: 2, batchFirst: true, bidirectional: true);
    private readonly Linear head = Linear(512, 100);

    public TextRecognizer()
        : base(nameof(TextRecognizer)) => RegisterComponents();

    public override Tensor forward(Tensor x)
    {
        var columns = convolutions.call(x).squeeze(2).permute(0, 2, 1);
        return functional.log_softmax(head.call(lstm.call(columns).Item1), -1);
    }
}
