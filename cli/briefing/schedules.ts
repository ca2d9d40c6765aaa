import { userInfo } from 'node:os';
import { Command, InvalidArgumentError, Option } from 'commander';
import { BRIEFING_TEMPLATES } from '#lib/model/briefing/contract.ts';
import { EXPORT_FORMATS } from '#lib/model/briefing/export.ts';
import { AppError } from '#lib/model/errors.ts';
import { askServer } from '../ask-server.ts';
import { jsonOption, serverToken, urlOption, type ServerOptions } from '../server-options.ts';
import { scheduleList } from './answers.ts';
import { schedulesText } from './report.ts';

const SCHEDULES = '/api/briefings/schedules';

interface ScheduleOptions extends ServerOptions {
	readonly at?: string;
	readonly draft?: string;
	readonly template?: string;
	readonly days?: readonly number[];
	readonly keep: number;
	readonly format: readonly string[];
	readonly forget?: boolean;
	readonly by: string;
}

/** `cityloop briefing schedule`: what is frozen by itself. */
export const scheduleCommand = new Command('schedule')
	.description('List what is frozen by itself; with a name, make, change or forget a schedule.')
	.argument('[name]', 'the schedule')
	.option('--at <time>', "hours and minutes of the city's clock: 07:30")
	.option('--draft <id>', 'draft that is frozen')
	.addOption(new Option('--template <name>', 'instead of a draft').choices(BRIEFING_TEMPLATES))
	.option('--days <n,n>', '1 Monday to 7 Sunday (default: every day)', readDays)
	.option('--keep <n>', 'briefings that its archive keeps', Number, 366)
	.addOption(
		new Option('--format <format...>', 'files that are made at once').choices(EXPORT_FORMATS).default([])
	)
	.option('--forget', 'the schedule goes, its briefings stay')
	.option('--by <name>', 'who answers for it', userInfo().username)
	.addOption(urlOption())
	.addOption(jsonOption())
	.action(async (name: string | undefined, options: ScheduleOptions) => {
		const ask = askServer(options.url, serverToken());
		const listed =
			name === undefined
				? await ask(scheduleList, SCHEDULES)
				: options.forget
					? await ask(scheduleList, `${SCHEDULES}/forget`, {
							method: 'POST',
							body: { name, by: options.by }
						})
					: await ask(scheduleList, SCHEDULES, { method: 'POST', body: scheduleOf(name, options) });
		process.stdout.write(
			options.json ? `${JSON.stringify(listed.schedules)}\n` : schedulesText(listed.schedules)
		);
	});

function scheduleOf(name: string, { at, draft, template, days, keep, format, by }: ScheduleOptions): object {
	if (at === undefined || (draft === undefined) === (template === undefined))
		throw new AppError('OPTION_INVALID', {
			message:
				'A schedule needs its time, and what is frozen: --at 07:30 with --draft <id> or --template daily.'
		});
	return { name, of: draft === undefined ? { template } : { draft }, at, days, keep, formats: format, by };
}

function readDays(text: string): readonly number[] {
	const days = text.split(',').map(Number);
	if (days.every((day) => Number.isInteger(day) && day >= 1 && day <= 7)) return days;
	throw new InvalidArgumentError('Days are 1 (Monday) to 7 (Sunday), with commas between.');
}
