import { z } from 'zod';
import { bothWords } from '#lib/model/wall/profile.ts';
import type { EpochMs } from '#lib/model/units.ts';

const onAir = z.object({
	rev: z.number(),
	scene: z.object({ name: bothWords }),
	blank: z.boolean(),
	playlist: z
		.object({ name: bothWords, at: z.number(), of: z.number(), running: z.boolean(), waits: z.boolean() })
		.optional(),
	lease: z.object({ role: z.string(), by: z.string(), until: z.number() }).optional(),
	interruption: z.object({ title: bothWords }).optional(),
	suggestion: z.object({ title: bothWords }).optional()
});
const machine = z.object({
	node: z.object({ column: z.number(), row: z.number() }),
	device: z.object({ id: z.string() }).optional(),
	health: z.object({ rev: z.number(), framesPerSecond: z.number(), dark: z.boolean() }).optional(),
	late: z.boolean(),
	behind: z.boolean()
});

/** What the command line reads of `GET /api/walls`. */
export const wallList = z.object({
	now: z.number(),
	walls: z.array(
		z.object({
			profile: z.object({ id: z.string(), name: bothWords, width: z.number(), height: z.number() }),
			programme: onAir,
			nodes: z.array(machine)
		})
	),
	scenes: z.array(z.object({ id: z.string(), name: bothWords })),
	playlists: z.array(z.object({ id: z.string(), name: bothWords })),
	waiting: z.array(z.object({ code: z.string(), renderer: z.string() }))
});
export type ListedWalls = z.infer<typeof wallList>;

/** What it reads of the answer to a command. */
export const wallAnswer = z.object({
	outcome: z.enum(['done', 'stale', 'repeated']),
	programme: onAir
});

/** Walls with what they show and their machines, then what can be shown, then machines that wait. */
export function wallsText({ now, walls, scenes, playlists, waiting }: ListedWalls): string {
	const named = (things: readonly { readonly id: string; readonly name: Both }[]) =>
		things.map(({ id, name }) => `  ${id}  ${both(name)}`);
	const lines = [
		...walls.flatMap(({ profile: { id, name, width, height }, programme, nodes }) => [
			`${id}  ${both(name)}, ${width} × ${height}`,
			...onAirLines(programme, now).map((line) => `  ${line}`),
			...nodes.map((node) => `  machine ${node.node.column}, ${node.node.row}: ${condition(node)}`)
		]),
		'scenes',
		...named(scenes),
		'playlists',
		...named(playlists),
		...waiting.map(({ code, renderer }) => `waiting  ${code}  ${renderer}`)
	];
	return `${lines.join('\n')}\n`;
}

/** What is on air, a line for each fact. */
export function onAirLines(
	{ rev, scene, blank, playlist, lease, interruption, suggestion }: z.infer<typeof onAir>,
	now: EpochMs
): readonly string[] {
	return [
		`shows ${both(scene.name)}${blank ? ', behind black' : ''} (revision ${rev})`,
		...(playlist
			? [`playlist ${both(playlist.name)}, ${playlist.at + 1} of ${playlist.of}, ${pace(playlist)}`]
			: []),
		...(lease
			? [`held by ${lease.role} (${lease.by}) for ${Math.ceil((lease.until - now) / 60_000)} min`]
			: []),
		...(interruption ? [`interrupted by the alarm ${both(interruption.title)}`] : []),
		...(suggestion ? [`asked for by the alarm ${both(suggestion.title)}`] : [])
	];
}

const pace = ({ running, waits }: { readonly running: boolean; readonly waits: boolean }): string => {
	if (!running) return 'stopped';
	return waits ? 'waits for an alarm to be acknowledged' : 'running';
};

function condition({ device, health, late, behind }: z.infer<typeof machine>): string {
	const who = device ? 'adopted' : 'nobody was adopted';
	if (late) return `${who}, says nothing`;
	if (!health) return who;
	const { rev, framesPerSecond, dark } = health;
	if (behind) return `${who}, behind, at revision ${rev}`;
	return `${who}, ${dark ? 'cannot draw its map' : `${Math.round(framesPerSecond)} frames a second`}`;
}

type Both = z.infer<typeof bothWords>;
const both = ({ zh, en }: Both): string => (zh === en ? zh : `${zh} / ${en}`);
