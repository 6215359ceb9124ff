using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Tensorboard;
using Tfaip.Training.Scenarios;
using static TorchSharp.torch;

namespace Tfaip.Training.Reporting.TensorBoard;

/// <summary>Writes what belongs to one step into an event file.</summary>
/// <param name="file">The file; stays the caller's.</param>
/// <param name="step">The step.</param>
/// <param name="time">The clock that events carry the time of.</param>
internal sealed class SummaryWriter(EventFile file, long step, TimeProvider time) : ISummaryWriter
{
    public void Scalar(string tag, double value) => Write(new() { Tag = Checked(tag), SimpleValue = (float)value });

    public void Image(string tag, Tensor image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var png = Png.Encode(image, out var height, out var width, out var channels);
        Write(new()
        {
            Tag = Checked(tag),
            Image = new()
            {
                Height = height,
                Width = width,
                Colorspace = channels,
                EncodedImageString = ByteString.CopyFrom(png),
            },
        });
    }

    public void Text(string tag, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Write(new()
        {
            Tag = Checked(tag),
            Metadata = new() { PluginData = new() { PluginName = "text" } },
            Tensor = new()
            {
                Dtype = DataType.DtString,
                TensorShape = new() { Dim = { new TensorShapeProto.Types.Dim { Size = 1 } } },
                StringVal = { ByteString.CopyFromUtf8(text) },
            },
        });
    }

    public void Histogram(string tag, Tensor values)
    {
        ArgumentNullException.ThrowIfNull(values);
        Write(new() { Tag = Checked(tag), Histo = Histograms.Of(values) });
    }

    public void PrCurve(string tag, Tensor labels, Tensor scores, int thresholds = 127)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(scores);
        Write(new()
        {
            Tag = Checked(tag),
            Metadata = new() { PluginData = new() { PluginName = "pr_curves", Content = PluginData.PrCurve(thresholds) } },
            Tensor = new()
            {
                Dtype = DataType.DtFloat,
                TensorShape = new()
                {
                    Dim = { new TensorShapeProto.Types.Dim { Size = 6 }, new TensorShapeProto.Types.Dim { Size = thresholds } },
                },
                FloatVal = { PrCurveTable.Of(labels, scores, thresholds) },
            },
        });
    }

    /// <summary>Writes the parameters of the run, which TensorBoard's tab HPARAMS compares between runs.</summary>
    public void Parameters(IEnumerable<KeyValuePair<string, Value>> parameters) => Write(new()
    {
        Tag = "_hparams_/session_start_info",
        Metadata = new() { PluginData = new() { PluginName = "hparams", Content = PluginData.SessionStart(parameters, Now) } },
        Tensor = new() { Dtype = DataType.DtFloat, TensorShape = new() { Dim = { new TensorShapeProto.Types.Dim { Size = 0 } } } },
    });

    private double Now => time.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;

    private static string Checked(string tag)
    {
        ArgumentException.ThrowIfNullOrEmpty(tag);
        return tag;
    }

    private void Write(Summary.Types.Value value) => file.Append(new()
    {
        WallTime = Now,
        Step = step,
        Summary = new() { Value = { value } },
    });
}
