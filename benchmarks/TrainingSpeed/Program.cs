using System.Globalization;
using Tfaip.Torch.Native;
using TorchSharp;
using TrainingSpeed;

// dotnet run -c Release --project benchmarks/TrainingSpeed -- mlp|cnn [EPOCHS] [BATCHES]
// The trainer, its pipeline included, against a hand-written TorchSharp loop over the same network, optimizer and batches, in
// alternating epochs of one process. The loop's batches lie ready as tensors.
//
// dotnet run -c Release --project benchmarks/TrainingSpeed -- mlp-bfloat16|cnn-bfloat16 [EPOCHS] [BATCHES]
// The trainer in bfloat16 against the trainer in float32, in alternating epochs of one process.
//
// dotnet run -c Release --project benchmarks/TrainingSpeed -- memory [STEPS]
// Resident memory and live tensors over many steps of the small network, after 20,000 steps of warm-up. .NET compiles what runs often anew,
// in the background and for a long while, and keeps the memory that it takes; with DOTNET_TieredCompilation=0 in the environment it does
// not, and what is left is the growth of the training itself.
//
// dotnet run -c Release --project benchmarks/TrainingSpeed -- many-tensors [LAYERS] [EPOCHS] [BATCHES]
// A chain of 2,502 small layers, which are 5,004 parameter tensors: the trainer against a hand-written loop, and the parts of the step
// of each.
LibTorch.Register();
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
torch.set_num_threads(1);
var what = args.Length > 0 ? args[0] : "mlp";
int Argument(int index, int otherwise) => args.Length > index ? int.Parse(args[index], CultureInfo.InvariantCulture) : otherwise;
switch (what)
{
    case "mlp":
        using (var loop = new HandWrittenLoop(new Mlp(), new DigitLikeData(32, Argument(2, 200))))
            Race.Run(loop, new PlainModel(new Mlp()), Argument(1, 21));
        break;
    case "cnn":
        var mnist = new MnistHalf(Argument(2, 200));
        using (var loop = new HandWrittenLoop(new Cnn(), mnist)) Race.Run(loop, new PlainModel(new Cnn()), Argument(1, 11));
        break;
    case "mlp-bfloat16":
        PrecisionRace.Run(() => new DigitLikeData(32, Argument(2, 200)), () => new PlainModel(new Mlp()), Argument(1, 21));
        break;
    case "cnn-bfloat16":
        PrecisionRace.Run(() => new MnistHalf(Argument(2, 200)), () => new PlainModel(new Cnn()), Argument(1, 11));
        break;
    case "memory":
        MemoryGrowth.Run(Argument(1, 50_000));
        break;
    case "many-tensors":
        ManyTensors.Run(Argument(1, 2502), Argument(2, 5), Argument(3, 10));
        break;
    default:
        throw new ArgumentException(
            $"There is no benchmark '{what}'; there are mlp, cnn, mlp-bfloat16, cnn-bfloat16, memory and many-tensors.");
}
