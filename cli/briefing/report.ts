import type { FreezeFailure } from '#lib/model/briefing/frozen.ts';
import type { VerifyItem, VerifyReport } from '#lib/server/briefings/verify/report.ts';
import type { ListedBriefing, ListedSchedule } from './answers.ts';

const minute = (at: number): string => new Date(at).toISOString().slice(0, 16).replace('T', ' ');
const titleOf = ({ title }: Pick<ListedBriefing, 'title'>): string => title['zh-CN'] ?? title.en ?? '';

/** A line a briefing, newest first; times in UTC. */
export const listedText = (briefings: readonly ListedBriefing[]): string =>
	briefings.length === 0
		? 'There are no briefings yet.\n'
		: briefings.map((one) => `${lineOf(one)}\n`).join('');

function lineOf(one: ListedBriefing): string {
	const { id, frozenAt, steps, expiresAt, correctedBy, schedule } = one;
	const notes = [
		`${steps} ${steps === 1 ? 'step' : 'steps'}`,
		...(schedule === undefined ? [] : [`by schedule ${schedule}`]),
		...(expiresAt === undefined ? [] : [`until ${minute(expiresAt)} UTC`]),
		...(correctedBy === undefined ? [] : [`corrected by ${correctedBy}`])
	];
	return `${id}  ${minute(frozenAt)} UTC  ${titleOf(one)} (${notes.join(', ')})`;
}

/** Why a draft was not frozen, a line each. */
export const failuresText = (failures: readonly FreezeFailure[]): string =>
	failures
		.map(({ what, id, message }) => `${what === 'briefing' ? '' : `${what} ${id}: `}${message}\n`)
		.join('');

/** One line when it holds; what is different and what could not be tried below it. */
export function verifiedText({ id, holds, items }: VerifyReport): string {
	const count = (...whats: readonly VerifyItem['what'][]) =>
		items.filter(({ what, state }) => whats.includes(what) && state === 'same').length;
	const same = `${count('file')} files, ${count('number', 'card')} numbers, ${count('rows')} tables and ${count('map')} maps are the same`;
	const others = items.filter(({ state }) => state !== 'same');
	const lines = others.map(
		({ what, id: of, state, message }) =>
			`  ${state === 'unproven' ? 'unproven' : 'DIFFERENT'}: ${what}${of ? ` ${of}` : ''}: ${message}\n`
	);
	return `${id}  ${holds ? 'holds' : 'DOES NOT HOLD'}: ${same}\n${lines.join('')}`;
}

/** A line a schedule; times in UTC. */
export const schedulesText = (schedules: readonly ListedSchedule[]): string =>
	schedules.length === 0
		? 'There are no schedules.\n'
		: schedules.map((one) => `${scheduleLine(one)}\n`).join('');

function scheduleLine({ name, of, at, days, next, last }: ListedSchedule): string {
	const what = 'draft' in of ? `draft ${of.draft}` : `template ${of.template}`;
	const when = days ? `${at} on days ${days.join(', ')}` : `${at} every day`;
	const before = !last
		? ''
		: last.failure === undefined
			? `; last ${last.id ?? ''} at ${minute(last.at)} UTC${last.late ? ' (late)' : ''}`
			: `; last FAILED at ${minute(last.at)} UTC: ${last.failure}`;
	return `${name}  ${what}, ${when}, next ${minute(next)} UTC${before}`;
}
