import { alarmAct, type Alarm, type AlarmAct, type AlarmList } from '#lib/model/alarm.ts';
import { AppError } from '#lib/model/errors.ts';
import type { Access } from '#lib/server/auth/access.ts';
import { replyJson } from '#lib/server/http/json-reply.ts';
import type { Route } from '#lib/server/http/route.ts';
import { checkContentType } from '#lib/server/ingest/http/content-types.ts';
import { requireIngest, type IngestAccess } from '#lib/server/ingest/http/ingest-access.ts';
import { BodyBudget, readBody } from '#lib/server/ingest/http/read-body.ts';
import type { Alarms } from './alarms.ts';
import { visibleTo } from './visible-alarm.ts';

export interface AlarmRoutesOptions extends IngestAccess {
	/** Throws NOT_FOUND when this server judges nothing. */
	readonly alarms: () => Alarms;
	/** Right that a reader of a layer must have. */
	readonly restriction: (layer: string) => string | undefined;
}

/**
 * `GET /api/alarms[?after=rev | ?at=ms]`, `GET /api/alarms/{id}`, `GET /api/alarms/{id}/log`,
 * `GET /api/alarms/{id}/nearby` (model/nearby.ts), and `POST /api/alarms/{id}/act` with what a person wants
 * (model/alarm.ts). What is about a restricted layer shows only to who may read it.
 */
export function alarmRoutes(options: AlarmRoutesOptions): readonly Route[] {
	const { alarms, access, restriction } = options;
	const budget = new BodyBudget();
	const seen = (alarm: Alarm, who: Access): Alarm => {
		const visible = visibleTo(alarm, who, restriction);
		if (visible) return visible;
		throw new AppError('FORBIDDEN', {
			message: `Alarm ${alarm.id} is about a restricted layer: come with a token that has its right.`
		});
	};
	return [
		{
			method: 'GET',
			path: /^\/api\/alarms$/,
			handle({ url, request, response }) {
				const list = asked(alarms(), url);
				const who = access(request);
				replyJson(response, {
					...list,
					alarms: list.alarms.flatMap((alarm) => visibleTo(alarm, who, restriction) ?? [])
				} satisfies AlarmList);
			}
		},
		{
			method: 'GET',
			path: /^\/api\/alarms\/(?<id>\d{1,15})$/,
			handle({ params, request, response }) {
				replyJson(response, seen(alarms().get(params['id']!), access(request))); // a group of the path
			}
		},
		{
			method: 'GET',
			path: /^\/api\/alarms\/(?<id>\d{1,15})\/log$/,
			handle({ params, request, response }) {
				const id = params['id']!; // a group of the path
				seen(alarms().get(id), access(request));
				replyJson(response, alarms().log(id));
			}
		},
		{
			method: 'GET',
			path: /^\/api\/alarms\/(?<id>\d{1,15})\/nearby$/,
			handle({ params, request, response }) {
				const id = params['id']!; // a group of the path
				const who = access(request);
				seen(alarms().get(id), who);
				replyJson(response, alarms().nearby(id, who));
			}
		},
		{
			method: 'POST',
			path: /^\/api\/alarms\/(?<id>\d{1,15})\/act$/,
			async handle({ params, request, response }) {
				requireIngest(request, options);
				checkContentType(request, 'json');
				const act = readAct(await readBody(request, budget));
				const id = params['id']!; // a group of the path
				seen(alarms().get(id), access(request));
				replyJson(response, seen(alarms().act(id, act), access(request)));
			}
		}
	];
}

function asked(alarms: Alarms, url: URL): AlarmList {
	const [after, at] = [numberOf(url, 'after'), numberOf(url, 'at')];
	if (after !== undefined && at !== undefined)
		throw new AppError('INPUT_INVALID', {
			message: 'Ask for changes after a revision or for an instant, not for both.'
		});
	return at === undefined ? alarms.list(after) : alarms.listAt(at);
}

function numberOf(url: URL, name: string): number | undefined {
	const text = url.searchParams.get(name);
	if (text === null) return undefined;
	const value = Number(text.trim() || NaN);
	if (Number.isFinite(value) && value >= 0) return value;
	throw new AppError('INPUT_INVALID', { message: `?${name}=${text.slice(0, 40)}: it is a number from 0.` });
}

function readAct(bytes: Uint8Array): AlarmAct {
	const parsed = alarmAct.safeParse(jsonOf(bytes));
	if (parsed.success) return parsed.data;
	const [first] = parsed.error.issues;
	throw new AppError('INPUT_INVALID', {
		message: `${first?.path.join('.') || 'The body'}: ${first?.message ?? 'is wrong'}; send { "act": "acknowledge", "by": "…" } or another act.`
	});
}

function jsonOf(bytes: Uint8Array): unknown {
	try {
		return JSON.parse(Buffer.from(bytes).toString('utf8'));
	} catch {
		return undefined;
	}
}
