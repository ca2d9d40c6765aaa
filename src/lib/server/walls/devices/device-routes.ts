import type { IncomingMessage } from 'node:http';
import { AppError } from '#lib/model/errors.ts';
import {
	deviceAsk,
	deviceSelf,
	deviceToAdopt,
	deviceToReload,
	deviceToRevoke,
	healthReport,
	type DeviceAsked,
	type DeviceState,
	type HealthAnswer
} from '#lib/model/wall/device.ts';
import { replyJson } from '#lib/server/http/json-reply.ts';
import { parseBody } from '#lib/server/http/parse-body.ts';
import { postRoutes } from '#lib/server/http/post-route.ts';
import type { Route } from '#lib/server/http/route.ts';
import { checkContentType } from '#lib/server/ingest/http/content-types.ts';
import { refuseForeignPages, requireIngest } from '#lib/server/ingest/http/ingest-access.ts';
import { BodyBudget, readBody } from '#lib/server/ingest/http/read-body.ts';
import type { WallRoutesOptions } from '../wall-routes-options.ts';
import { clearDeviceToken, deviceToken, setDeviceToken } from './device-cookie.ts';

const BODY = { what: 'What a machine says', mostBytes: 16 * 1024 };
const WALL = '(?<wall>[a-z0-9-]{1,40})';

/**
 * What machines ask: `POST /api/walls/devices/ask` and `…/self`, `POST /api/walls/{wall}/health`,
 * `POST /api/walls/{wall}/thumbnail?column=&row=`; and what the desk does with them: `POST /api/walls/devices/adopt`,
 * `…/revoke`, `POST /api/walls/{wall}/reload`, `GET /api/walls/{wall}/thumbnail?column=&row=` (model/wall/device.ts).
 * A machine needs no other right than its cookie, and any machine may ask; the desk needs the right that sending needs.
 */
export function deviceRoutes(options: WallRoutesOptions): readonly Route[] {
	const { walls } = options;
	const budget = new BodyBudget();
	const post = postRoutes(options, BODY);

	/** True for the machine of that place. Throws for a stranger who may not send data here. */
	function isOwn(request: IncomingMessage, wall: string, place: { column: number; row: number }): boolean {
		refuseForeignPages(request);
		const own = walls().machines.isAt(deviceToken(request), wall, place);
		if (!own) requireIngest(request, options);
		return own;
	}

	return [
		{
			method: 'POST',
			path: /^\/api\/walls\/devices\/ask$/,
			async handle({ request, response }) {
				refuseForeignPages(request);
				checkContentType(request, 'json');
				const { renderer } = parseBody(deviceAsk, await readBody(request, budget), BODY);
				replyJson(response, walls().machines.ask(renderer) satisfies DeviceAsked);
			}
		},
		{
			method: 'POST',
			path: /^\/api\/walls\/devices\/self$/,
			async handle({ request, response }) {
				refuseForeignPages(request);
				checkContentType(request, 'json');
				const { secret } = parseBody(deviceSelf, await readBody(request, budget), BODY);
				const { is, token } = walls().machines.self({ secret, token: deviceToken(request) });
				if (token !== undefined) setDeviceToken(request, response, token);
				if (is.state === 'revoked') clearDeviceToken(request, response);
				replyJson(response, is satisfies DeviceState);
			}
		},
		post(/^\/api\/walls\/devices\/adopt$/, deviceToAdopt, (device) => {
			walls().machines.adopt(device);
			return walls().list();
		}),
		post(/^\/api\/walls\/devices\/revoke$/, deviceToRevoke, ({ device, by }) => {
			walls().machines.revoke(device, by);
			return walls().list();
		}),
		post(new RegExp(`^/api/walls/${WALL}/reload$`), deviceToReload, (place, { wall }) => {
			walls().machines.reload({ ...place, wall: wall! }); // a group of the path
			return walls().list();
		}),
		{
			method: 'POST',
			path: new RegExp(`^/api/walls/${WALL}/health$`),
			async handle({ params, request, response }) {
				checkContentType(request, 'json');
				const { column, row, ...said } = parseBody(healthReport, await readBody(request, budget), BODY);
				const wall = params['wall']!; // a group of the path
				const place = { column, row };
				const own = isOwn(request, wall, place);
				const told = walls().machines.hear(wall, place, {
					...said,
					isOwn: own,
					lookedAt: walls().isLookedAt
				});
				const token = deviceToken(request);
				if (own && token !== undefined) setDeviceToken(request, response, token);
				replyJson(response, told satisfies HealthAnswer);
			}
		},
		{
			method: 'POST',
			path: new RegExp(`^/api/walls/${WALL}/thumbnail$`),
			async handle({ url, params, request, response }) {
				const wall = params['wall']!; // a group of the path
				const place = placeOf(url);
				const own = isOwn(request, wall, place);
				walls().machines.keepThumbnail(wall, place, { jpeg: await readBody(request, budget), isOwn: own });
				replyJson(response, {});
			}
		},
		{
			method: 'GET',
			path: new RegExp(`^/api/walls/${WALL}/thumbnail$`),
			handle({ url, params, response }) {
				walls().look();
				const jpeg = walls().machines.thumbnail(params['wall']!, placeOf(url)); // a group of the path
				response.setHeader('Content-Type', 'image/jpeg');
				response.setHeader('Cache-Control', 'no-store');
				response.end(jpeg);
			}
		}
	];
}

function placeOf({ searchParams }: URL): { column: number; row: number } {
	const [column, row] = ['column', 'row'].map((name) => Number(searchParams.get(name) ?? NaN));
	if (Number.isInteger(column) && Number.isInteger(row)) return { column: column!, row: row! };
	throw new AppError('INPUT_INVALID', {
		message: 'Say which machine: ?column=0&row=0, counted from the left and from the top.'
	});
}
