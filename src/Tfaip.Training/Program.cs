using Spectre.Console;
using Tfaip.Training.Commands;

return new TrainCommand(AnsiConsole.Console, Console.Error).Run(args);
