import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** What the browser tests need of the system, and the Debian package that brings it. */
const NEEDS = [
	{
		package: 'chromium',
		there: () => ['/usr/bin/chromium', process.env.CITYLOOP_CHROMIUM].some((f) => f && existsSync(f))
	},
	{ package: 'xvfb', there: () => existsSync('/usr/bin/Xvfb') },
	{ package: 'xauth', there: () => existsSync('/usr/bin/xauth') },
	{ package: 'poppler-utils', there: () => existsSync('/usr/bin/pdffonts') },
	{ package: 'libgl1-mesa-dri', there: () => isLibrary('dri/swrast_dri.so') },
	{ package: 'libegl1', there: () => isLibrary('libEGL.so.1') }
];

function isLibrary(file) {
	return ['x86_64', 'aarch64'].some((arch) => existsSync(`/usr/lib/${arch}-linux-gnu/${file}`));
}

const quiet = { stdio: ['ignore', 'ignore', 'inherit'] };

/** Installs what is missing with apt when root, else says exactly what to install and leaves with 1. */
export function ensureSystemPackages() {
	const missing = NEEDS.filter((need) => !need.there()).map((need) => need.package);
	if (missing.length === 0) return;
	const install = ['install', '-y', '--no-install-recommends', ...missing];
	if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
		console.error(`Installing for the browser tests: ${missing.join(' ')} …`);
		const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
		spawnSync('apt-get', ['update', '-qq'], { ...quiet, env });
		const { status } = spawnSync('apt-get', install, { ...quiet, env });
		if (status === 0 && NEEDS.every((need) => need.there())) return;
	}
	console.error(
		`The browser tests need: ${missing.join(' ')}\nInstall with: sudo apt-get ${install.join(' ')}`
	);
	process.exit(1);
}
