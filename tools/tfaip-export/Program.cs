return Tfaip.Commands.Programs.Launcher.Export(args);
