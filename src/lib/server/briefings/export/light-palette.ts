import { readFileSync } from 'node:fs';

const TOKENS = new URL('../../../../styles/tokens.css', import.meta.url);

/** Colours of the light look as the pages have them: six digits by the token's name without its hyphens, `tx-0`. */
export function lightPalette(css: string = readFileSync(TOKENS, 'utf8')): (token: string) => string {
	const [, block = ''] = /\n\s*\[data-look='light'\]\s*\{([^}]*)\}/.exec(css) ?? [];
	const colours = new Map(
		[...block.matchAll(/--([a-z0-9-]+):\s*#([0-9a-f]{6})\b/g)].map(([, name = '', hex = '']) => [
			name,
			hex.toUpperCase()
		])
	);
	return (token) => {
		const colour = colours.get(token);
		if (colour === undefined) throw new Error(`tokens.css has no light --${token}`);
		return colour;
	};
}
