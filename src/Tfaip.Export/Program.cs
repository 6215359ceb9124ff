using Tfaip.Export.Commands;

return new ExportCommand(Console.Out, Console.Error).Run(args);
