import type { z } from 'zod';
import {
	playlistToKeep,
	profileToKeep,
	sceneToKeep,
	wallCommand,
	wallThingToForget,
	type WallAudit
} from '#lib/model/wall/command.ts';
import type { WallList } from '#lib/model/wall/wall-list.ts';
import { replyJson } from '#lib/server/http/json-reply.ts';
import { parseBody } from '#lib/server/http/parse-body.ts';
import type { Route, RouteRequest } from '#lib/server/http/route.ts';
import { checkContentType } from '#lib/server/ingest/http/content-types.ts';
import { requireIngest, type IngestAccess } from '#lib/server/ingest/http/ingest-access.ts';
import { BodyBudget, readBody } from '#lib/server/ingest/http/read-body.ts';
import type { CityWalls } from './city-walls.ts';

export interface WallRoutesOptions extends IngestAccess {
	readonly walls: () => CityWalls;
}

/** A scene holds a view: as much as a saved one. */
const BODY = { what: 'A wall, scene, playlist or command', mostBytes: 256 * 1024 };

/**
 * `GET /api/walls`, `GET /api/walls/{wall}/programme`, `…/audit`; `POST /api/walls`, `/api/walls/scenes`,
 * `/api/walls/playlists`, each with `/forget`, and `POST /api/walls/{wall}/commands` (model/wall). Writing needs the
 * right that sending data needs.
 */
export function wallRoutes(options: WallRoutesOptions): readonly Route[] {
	const { walls } = options;
	const budget = new BodyBudget();

	function post<T extends z.ZodType>(
		path: RegExp,
		schema: T,
		act: (body: z.output<T>, params: RouteRequest['params']) => unknown
	): Route {
		return {
			method: 'POST',
			path,
			async handle({ params, request, response }) {
				requireIngest(request, options);
				checkContentType(request, 'json');
				const answer = act(parseBody(schema, await readBody(request, budget), BODY), params);
				replyJson(response, answer ?? (walls().list() satisfies WallList));
			}
		};
	}

	return [
		{
			method: 'GET',
			path: /^\/api\/walls$/,
			handle({ response }) {
				walls().looked();
				replyJson(response, walls().list() satisfies WallList);
			}
		},
		{
			method: 'GET',
			path: /^\/api\/walls\/(?<wall>[a-z0-9-]{1,40})\/programme$/,
			handle({ params, response }) {
				replyJson(response, walls().walls.programme(params['wall']!)); // a group of the path
			}
		},
		{
			method: 'GET',
			path: /^\/api\/walls\/(?<wall>[a-z0-9-]{1,40})\/audit$/,
			handle({ params, response }) {
				replyJson(response, { lines: walls().walls.audit(params['wall']!) } satisfies WallAudit); // a group of the path
			}
		},
		post(
			/^\/api\/walls\/(?<wall>[a-z0-9-]{1,40})\/commands$/,
			wallCommand,
			(command, { wall }) => walls().walls.command(wall!, command) // a group of the path
		),
		post(/^\/api\/walls$/, profileToKeep, ({ profile, by }) => walls().walls.keepProfile(profile, by)),
		post(/^\/api\/walls\/scenes$/, sceneToKeep, ({ scene, by }) => walls().walls.keepScene(scene, by)),
		post(/^\/api\/walls\/playlists$/, playlistToKeep, ({ playlist, by }) =>
			walls().walls.keepPlaylist(playlist, by)
		),
		post(/^\/api\/walls\/forget$/, wallThingToForget, ({ id, by }) => walls().forgetWall(id, by)),
		post(/^\/api\/walls\/scenes\/forget$/, wallThingToForget, ({ id, by }) =>
			walls().walls.forget('scene', id, by)
		),
		post(/^\/api\/walls\/playlists\/forget$/, wallThingToForget, ({ id, by }) =>
			walls().walls.forget('playlist', id, by)
		)
	];
}
