package io.github.cnnc.runtime;

/** Why a resource is not to be had. */
final class Resources {

    private Resources() {}

    /**
     * Java gives nothing both for a resource that is not there and for one in a package that its module keeps to itself ({@link
     * Class#getResourceAsStream}), and does not say which.
     */
    static String whyNot(Class<?> owner, String name) {
        Module module = owner.getModule();
        String folder = packageOf(owner, name);
        if (module.getPackages().contains(folder) && !module.isOpen(folder, Resources.class.getModule())) {
            return "module " + module.getName() + " does not show cnnc's runtime the resource " + name
                    + ": write `opens " + folder
                    + ";` in its module-info.java, or give Weights.read the stream of " + owner.getSimpleName()
                    + ".class.getResourceAsStream(\"" + name + "\")";
        }
        return "there is no resource " + name + " beside " + owner.getName();
    }

    /** The package that a resource's folder is. */
    private static String packageOf(Class<?> owner, String name) {
        boolean absolute = name.startsWith("/");
        int end = name.lastIndexOf('/');
        String below = end < 1 ? "" : name.substring(absolute ? 1 : 0, end).replace('/', '.');
        if (absolute) {
            return below;
        }
        String own = owner.getPackageName();
        return below.isEmpty() ? own : own.isEmpty() ? below : own + "." + below;
    }
}
