import pino from 'pino';

/**
 * The program's log: one JSON object a line on stderr. `CITYLOOP_LOG` is the least level said
 * (`silent`, `error`, `warn`, `info`, `debug`). Fields that may hold secrets are never written.
 */
export const log = pino(
	{
		base: null,
		level: process.env['CITYLOOP_LOG'] ?? 'info',
		timestamp: pino.stdTimeFunctions.isoTime,
		formatters: { level: (label) => ({ level: label }) },
		redact: {
			paths: ['token', 'password', 'authorization', '*.token', '*.password', '*.authorization'],
			censor: '[hidden]'
		}
	},
	pino.destination({ dest: 2, sync: true })
);

/** A log whose lines name their part. */
export const logOf = (part: string) => log.child({ part });
