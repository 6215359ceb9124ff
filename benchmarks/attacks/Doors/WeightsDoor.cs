using System.Buffers.Binary;
using System.Text;
using Tfaip.Torch.Weights;

namespace Attacks.Doors;

/// <summary>Files of weights: damaged ones, and headers that lie about what follows.</summary>
internal sealed class WeightsDoor(Seeds seeds) : IDoor
{
    private static readonly long[] Sizes = [0, 1, 2, 3, 8, 1 << 20, int.MaxValue, 1L << 40, 9_000_000_000_000_000_000, long.MaxValue];
    private static readonly string[] Types = ["F32", "F64", "BF16", "BOOL", "I64", "U8", "Q4", ""];

    public string Name => "weights";

    public string? Attack(Random random, string folder)
    {
        var extension = random.Next(2) == 0 ? "safetensors" : "dat";
        var file = Path.Combine(folder, $"w.{extension}");
        File.WriteAllBytes(file, extension == "safetensors" && random.Next(2) == 0
            ? Lying(random)
            : Mutation.Of(File.ReadAllBytes(Path.Combine(seeds.Weights, $"w.{extension}")), random));
        return Reading.ByLibrary(() =>
        {
            foreach (var tensor in WeightsFile.Read(file).Values) tensor.Dispose();
        });
    }

    private static byte[] Lying(Random random)
    {
        var header = new StringBuilder("{");
        var end = 0L;
        for (var i = random.Next(5); i >= 0; i--)
        {
            var shape = Enumerable.Range(0, random.Next(5)).Select(_ => Sizes[random.Next(Sizes.Length)]).ToArray();
            var begin = random.Next(4) == 0 ? Sizes[random.Next(Sizes.Length)] : end;
            end = random.Next(2) == 0 ? begin : begin + random.Next(64);
            header.Append(header.Length > 1 ? "," : "").Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"\"{random.Next(4)}\":{{\"dtype\":\"{Types[random.Next(Types.Length)]}\",\"shape\":["
                + $"{string.Join(',', shape)}],\"data_offsets\":[{begin},{end}]}}");
        }

        var bytes = Encoding.UTF8.GetBytes(header.Append('}').ToString());
        var file = new byte[8 + bytes.Length + Math.Clamp(end, 0, 4096)];
        BinaryPrimitives.WriteInt64LittleEndian(file, random.Next(8) == 0 ? Sizes[random.Next(Sizes.Length)] : bytes.Length);
        bytes.CopyTo(file, 8);
        return file;
    }
}
