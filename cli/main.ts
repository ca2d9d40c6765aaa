import { Command, CommanderError } from 'commander';
import { AppError } from '#lib/model/errors.ts';
import { VERSION } from '#lib/server/version.ts';
import { commands } from './commands.ts';
import { endWithNpm } from './end-with-npm.ts';

/** Exit codes: 0 done, 1 the program failed, 2 the input or an option is wrong. */
const INPUT_CODES = new Set([
	'INPUT_UNREADABLE',
	'INPUT_INVALID',
	'INPUT_EMPTY',
	'OPTION_INVALID',
	'CITY_ID_INVALID',
	'CITY_NOT_FOUND'
]);

// `cityloop … | head` closes the pipe early: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
	if (error.code === 'EPIPE') process.exit(0);
	throw error;
});

endWithNpm();

const program = new Command('cityloop')
	.description('Cityloop, an open-source city brain. Every command has --help.')
	.version(VERSION)
	.exitOverride()
	.showHelpAfterError('(add --help for how to use it)');
for (const command of commands) program.addCommand(command.exitOverride());

try {
	await program.parseAsync(process.argv);
} catch (thrown) {
	if (thrown instanceof CommanderError) {
		process.exitCode = thrown.exitCode === 0 ? 0 : 2;
	} else {
		const error = AppError.from(thrown);
		process.stderr.write(`${error.message}\n`);
		if (process.env['CITYLOOP_DEBUG'] || error.code === 'INTERNAL') process.stderr.write(`${error.stack}\n`);
		process.exitCode = INPUT_CODES.has(error.code) ? 2 : 1;
	}
}
