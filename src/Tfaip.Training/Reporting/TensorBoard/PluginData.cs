using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Tfaip.Training.Reporting.TensorBoard;

/// <summary>
/// What TensorBoard's plugins expect beside a summary, as protobuf: the messages are small, so they are written by hand (plugin_data.proto
/// of the plugins <c>pr_curve</c> and <c>hparams</c>).
/// </summary>
internal static class PluginData
{
    /// <summary><c>PrCurvePluginData</c>: version 0, <c>num_thresholds</c>.</summary>
    public static ByteString PrCurve(int thresholds) => Write(output =>
    {
        output.WriteTag(2, WireFormat.WireType.Varint);
        output.WriteUInt32((uint)thresholds);
    });

    /// <summary>
    /// <c>HParamsPluginData</c> that holds a <c>SessionStartInfo</c>: the parameters' names and values, and when the session began.
    /// </summary>
    public static ByteString SessionStart(IEnumerable<KeyValuePair<string, Value>> parameters, double time)
    {
        // A Struct is the same on the wire as the map of SessionStartInfo: field 1, from names to values.
        var map = new Struct();
        foreach (var (name, value) in parameters) map.Fields.Add(name, value);
        var start = Write(output =>
        {
            map.WriteTo(output);
            output.WriteTag(5, WireFormat.WireType.Fixed64);
            output.WriteDouble(time);
        });
        return Write(output =>
        {
            output.WriteTag(3, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(start);
        });
    }

    private static ByteString Write(Action<CodedOutputStream> write)
    {
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true)) write(output);
        return ByteString.CopyFrom(stream.ToArray());
    }
}
