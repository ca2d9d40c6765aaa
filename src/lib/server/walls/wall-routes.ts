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
import { postRoutes } from '#lib/server/http/post-route.ts';
import type { Route } from '#lib/server/http/route.ts';
import { deviceRoutes } from './devices/device-routes.ts';
import type { WallRoutesOptions } from './wall-routes-options.ts';

/** A scene holds a view: as much as a saved one. */
const BODY = { what: 'A wall, scene, playlist or command', mostBytes: 256 * 1024 };

/**
 * `GET /api/walls`, with `?pictures=no` for who does not look at the machines' pictures of themselves;
 * `GET /api/walls/{wall}/programme`, `…/audit`; `POST /api/walls`, `/api/walls/scenes`, `/api/walls/playlists`, each with
 * `/forget`, and `POST /api/walls/{wall}/commands` (model/wall); and what machines ask (devices/device-routes.ts).
 * Writing needs the right that sending data needs.
 */
export function wallRoutes(options: WallRoutesOptions): readonly Route[] {
	const { walls } = options;
	const post = postRoutes(options, BODY);
	/** The desk is told everything after each act of its own. */
	const listAfter = (act: () => void): WallList => {
		act();
		return walls().list();
	};
	return [
		{
			method: 'GET',
			path: /^\/api\/walls$/,
			handle({ url, response }) {
				if (url.searchParams.get('pictures') !== 'no') walls().look();
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
		post(/^\/api\/walls$/, profileToKeep, ({ profile, by }) =>
			listAfter(() => walls().keepWall(profile, by))
		),
		post(/^\/api\/walls\/scenes$/, sceneToKeep, ({ scene, by }) =>
			listAfter(() => walls().walls.keepScene(scene, by))
		),
		post(/^\/api\/walls\/playlists$/, playlistToKeep, ({ playlist, by }) =>
			listAfter(() => walls().walls.keepPlaylist(playlist, by))
		),
		post(/^\/api\/walls\/forget$/, wallThingToForget, ({ id, by }) =>
			listAfter(() => walls().forgetWall(id, by))
		),
		post(/^\/api\/walls\/scenes\/forget$/, wallThingToForget, ({ id, by }) =>
			listAfter(() => walls().walls.forget('scene', id, by))
		),
		post(/^\/api\/walls\/playlists\/forget$/, wallThingToForget, ({ id, by }) =>
			listAfter(() => walls().walls.forget('playlist', id, by))
		),
		...deviceRoutes(options)
	];
}
